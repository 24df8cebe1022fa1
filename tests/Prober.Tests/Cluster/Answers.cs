using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>How an API server answers: its status codes and its JSON, on loopback.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Where it does so; WebSockets too. With a certificate over TLS.</summary>
    public static WebApplication Host(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null) endpoint.UseHttps(certificate);
        }));
        var host = builder.Build();
        host.UseWebSockets();
        return host;
    }

    public static async Task<T> ReadAsync<T>(HttpContext context) where T : IMetadata<V1ObjectMeta>
    {
        using var body = new StreamReader(context.Request.Body);
        var thing = KubernetesJson.Deserialize<T>(await body.ReadToEndAsync());
        var path = context.Request.Path.Value!.Split('/');
        thing.Metadata.NamespaceProperty = path[Array.IndexOf(path, "namespaces") + 1];
        return thing;
    }

    public static Task WriteAsync(HttpContext context, int code, object answer) => WriteAsync(context, code, KubernetesJson.Serialize(answer));

    // The client's model of a Status reads itself, but does not write itself.
    public static Task RefuseAsync(HttpContext context, int code, string reason, string message, object? details = null) => WriteAsync(context, code,
        JsonSerializer.Serialize(new { kind = "Status", apiVersion = "v1", metadata = new { }, status = "Failure", message, reason, details, code }, WithoutNulls));

    private static Task WriteAsync(HttpContext context, int code, string json)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
