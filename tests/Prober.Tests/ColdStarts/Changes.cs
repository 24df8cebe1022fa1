using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>What happened to the objects of one kind, as a watch tells it: by versions, from any on that is not forgotten.</summary>
internal sealed class Changes<T> : IDisposable
    where T : IKubernetesObject<V1ObjectMeta>
{
    private readonly List<string> lines = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource cut = new();
    private int forgotten;

    /// <summary>The version of what happened last.</summary>
    public int Version
    {
        get
        {
            lock (lines) return lines.Count;
        }
    }

    /// <summary>How often somebody began to watch.</summary>
    public int Watches { get; private set; }

    public void Add(string type, T item)
    {
        lock (lines)
        {
            item.Metadata.ResourceVersion = $"{lines.Count + 1}";
            lines.Add($$"""{"type":"{{type}}","object":{{KubernetesJson.Serialize(item)}}}""" + "\n");
            var waiting = more;
            more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.SetResult();
        }
    }

    /// <summary>Ends every watch, as an API server does now and then.</summary>
    public void Cut(bool forget = false)
    {
        lock (lines)
        {
            if (forget) forgotten = lines.Count;
            var before = cut;
            cut = new();
            before.Cancel();
            before.Dispose();
        }
    }

    public void Dispose()
    {
        Cut();
        cut.Dispose();
    }

    public async Task WatchAsync(HttpContext context)
    {
        var at = int.Parse(context.Request.Query["resourceVersion"].Single()!, System.Globalization.CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        CancellationTokenSource end;
        lock (lines)
        {
            Watches++;
            end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cut.Token);
        }
        using (end)
        {
            try
            {
                if (at < forgotten) await context.Response.WriteAsync(Gone, end.Token);
                else await StreamAsync(context, at, end.Token);
            }
            catch (OperationCanceledException)
            {
                // The stream just ends.
            }
        }
    }

    private async Task StreamAsync(HttpContext context, int at, CancellationToken end)
    {
        await context.Response.StartAsync(end);
        while (true)
        {
            string[] news;
            Task next;
            lock (lines) (news, next) = ([.. lines.Skip(at)], more.Task);
            foreach (var line in news) await context.Response.WriteAsync(line, end);
            await context.Response.Body.FlushAsync(end);
            at += news.Length;
            await next.WaitAsync(end);
        }
    }

    private static string Gone => JsonSerializer.Serialize(new
    {
        type = "ERROR",
        @object = new { kind = "Status", apiVersion = "v1", status = "Failure", reason = "Expired", message = "too old resource version", code = 410 },
    }) + "\n";
}
