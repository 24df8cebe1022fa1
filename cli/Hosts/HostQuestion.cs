using Stratus.Cli.Programs;
using Stratus.Core.Scripting;

namespace Stratus.Cli.Hosts;

/// <summary>Asks one machine by a script's verb <c>report</c>, which changes nothing.</summary>
/// <param name="Place">The machine.</param>
/// <param name="Script">The script.</param>
/// <param name="AcceptNewHostKey">Whether a host key that nobody has confirmed is taken for its own.</param>
/// <param name="Timeout">How long all of it may take.</param>
internal sealed record HostQuestion(HostPlace Place, Script Script, bool AcceptNewHostKey, TimeSpan Timeout)
{
    private const string Verb = "report";

    /// <summary>Whether a user who may not become root is asked as who he is, for half an answer. Default: false, that is an error.</summary>
    public bool RootIsOptional { get; init; }

    /// <summary>Asks it. Whatever keeps it from answering stands in the answer's contact.</summary>
    public async Task<HostAnswer> AskAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Timeout);
        var contact = new HostContact { Name = Place.Name, Address = Place.Target?.Address };
        if (Place.Obstacle is not null) return new(contact with { Error = Place.Obstacle });
        try
        {
            return Place.Target is null ? await AskHereAsync(contact, deadline.Token) : await ReachAsync(contact, Place.Target, deadline.Token);
        }
        catch (HostError error)
        {
            return new(contact with { Error = error });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(contact with
            {
                Error = new(HostFailure.TimedOut, Place.Name, $"it did not answer everything within {Timeout.TotalSeconds:0} s",
                    "Is it under load, or does a disk hang? Try again with a longer --timeout."),
            });
        }
    }

    private async Task<HostAnswer> AskHereAsync(HostContact contact, CancellationToken cancellation)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var maySudo = !isRoot && (await FilterProcess.RunAsync("sudo", ["-n", "bash", "-c", ":"], "", cancellation))?.Code is 0;
        if (!isRoot && !maySudo && !RootIsOptional)
            throw new HostError(HostFailure.NoSudo, Place.Name, $"{Environment.UserName} may not become root without a password", "run it as root, or let the user run sudo without a password");
        string[] command = maySudo ? ["sudo", "-n", "bash"] : ["bash"];
        var run = await FilterProcess.RunAsync(command[0], [.. command[1..], "-s", "--", Verb], Script.RenderForStdin(), cancellation);
        return new(contact) { Output = run?.Output ?? "", Said = run?.Error ?? "" };
    }

    private async Task<HostAnswer> ReachAsync(HostContact contact, HostTarget target, CancellationToken cancellation)
    {
        try
        {
            return await EnterAsync(contact, target, cancellation);
        }
        catch (HostError error) when (error.Failure == HostFailure.UnknownHostKey && target.HostKey is null && !error.AtJumpHost)
        {
            var offered = await OfferedHostKey.FetchAsync(target, cancellation);
            if (!AcceptNewHostKey) return new(contact with { Error = error, OfferedHostKey = offered });
            return await EnterAsync(contact with { HostKeyUnseen = true }, target with { HostKey = offered }, cancellation);
        }
    }

    private async Task<HostAnswer> EnterAsync(HostContact contact, HostTarget target, CancellationToken cancellation)
    {
        HostAnswer answer;
        try
        {
            answer = await RunAsync(contact, target, RemoteHost.AsRoot(Verb), cancellation);
        }
        catch (HostError refusal) when (refusal.Failure == HostFailure.NoSudo && RootIsOptional)
        {
            // It is better to know half than nothing.
            answer = await RunAsync(contact, target, RemoteHost.AsUser(Verb), cancellation) with { Refusal = refusal };
        }
        // Who never answered showed none.
        return answer with { Contact = answer.Contact with { HostKey = target.HostKey ?? await KnownKeyAsync(target, answer.Said, cancellation) } };
    }

    private async Task<HostAnswer> RunAsync(HostContact contact, HostTarget target, string command, CancellationToken cancellation)
    {
        var sent = Now();
        var run = await RemoteHost.RunAsync(target, Script.RenderForStdin(), command, target.HostKey is null ? OfferedHostKey.Named : [], cancellation);
        return new(contact) { Output = run.Output, Said = run.Error, Clock = (sent, Now()) };
    }

    private static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    // ssh named the key that known_hosts vouches for by its fingerprint only. The key itself comes from asking again, and is that one or none.
    private static async Task<string?> KnownKeyAsync(HostTarget target, string said, CancellationToken cancellation)
    {
        var offered = await OfferedHostKey.FetchAsync(target, cancellation);
        return said.Contains(Core.Settings.Formats.HostKey.Fingerprint(offered), StringComparison.Ordinal) ? offered : null;
    }
}
