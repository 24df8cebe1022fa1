using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stratus.Cli.Tests.Commands;

/// <summary>A server for files, charts and images on loopback, and a network on which every https host is that server.</summary>
internal sealed class ArtefactServer : HttpMessageHandler
{
    private readonly WebApplication host;
    private readonly HttpMessageInvoker loopback = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public ArtefactServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddRouting();
        host = builder.Build();
        host.Run(AnswerAsync);
        host.Start();
    }

    /// <summary>Answers by URL: what a test puts here is what is served; anything else is not found.</summary>
    public Dictionary<string, Func<HttpContext, string?>> Pages { get; } = [];

    public List<string> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Asked", request.RequestUri!.AbsoluteUri);
        request.RequestUri = new(new Uri(host.Urls.Single()), request.RequestUri.PathAndQuery);
        return await loopback.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        loopback.Dispose();
        ((IDisposable)host).Dispose();
        base.Dispose(disposing);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = context.Request.Headers["Asked"].ToString();
        Asked.Add(asked);
        var body = Pages.TryGetValue(asked, out var page) ? page(context) : null;
        if (body is null && context.Response.StatusCode == 200)
            context.Response.StatusCode = 404;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body ?? ""));
    }
}
