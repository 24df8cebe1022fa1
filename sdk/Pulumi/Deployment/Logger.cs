using Pulumirpc;

namespace Pulumi;

/// <summary>Tells the engine what the user should read, strictly in order.</summary>
internal sealed class Logger(IEngine engine, TaskTracker tracker)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public bool HasErrors { get; private set; }

    /// <summary>Completes when everything logged so far has been sent.</summary>
    public Task Sent
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public void Warn(string message) => Log(LogSeverity.Warning, message, null, null, null);

    public void Log(LogSeverity severity, string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        lock (_lock)
        {
            HasErrors |= severity == LogSeverity.Error;
            _last = SendAfterAsync(_last, severity, message, resource, streamId, ephemeral);
            tracker.Track(_last);
        }
    }

    // A resource that failed has no URN; the message about it must get through all the same.
    private static async Task<string> UrnOrNothingAsync(Resource? resource)
    {
        try
        {
            return resource?.Urn is { } urn ? (await urn.DataTask.ConfigureAwait(false)).Value ?? "" : "";
        }
        catch (Exception)
        {
            return "";
        }
    }

    private async Task SendAfterAsync(Task former, LogSeverity severity, string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        await former.ConfigureAwait(false);
        try
        {
            var urn = await UrnOrNothingAsync(resource).ConfigureAwait(false);
            await engine.LogAsync(new()
            {
                Severity = severity,
                Message = message,
                Urn = urn,
                StreamId = streamId ?? 0,
                Ephemeral = ephemeral ?? false,
            }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new LogException(exception);
        }
    }
}
