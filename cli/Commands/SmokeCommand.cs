using System.CommandLine;
using System.Security.Cryptography;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using Stratus.Cli.Rendering;
using Stratus.Cli.Reports;
using Stratus.Core.Files;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Sessions;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus smoke</c>: puts a cluster to the proof, from where it is started, and shows what came out as <c>verify</c> does.</summary>
internal static class SmokeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("smoke",
            "Runs the proof against a cluster: starts sandboxes and their controls everywhere, signs what was seen, takes everything away again");
        var options = new SmokeOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return await RunAsync(parsed, options, cancellation);
            }
            catch (OperationCanceledException silence) when (!cancellation.IsCancellationRequested)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"stratus: the API server took the connection and did not answer: {VisibleText.Line(silence.Message)}");
                return ExitCodes.Usage;
            }
            catch (Exception problem) when (Explain(problem) is { } words)
            {
                foreach (var line in $"stratus: {words}".Split('\n')) await parsed.InvocationConfiguration.Error.WriteLineAsync(VisibleText.Line(line));
                return ExitCodes.Usage;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SmokeOptions options, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var report = parsed.GetRequiredValue(options.Report);
        // A run takes minutes, and what came out of it would be lost.
        AtomicFile.Check(new(report));
        options.Views.Check(parsed);
        using var key = ReadKey(parsed.GetRequiredValue(options.Key), cancellation);
        var configuration = await KubeconfigFile.ReadAsync(parsed.GetRequiredValue(options.Kubeconfig), cancellation);
        using var cluster = new Kubernetes(configuration);
        await errors.WriteLineAsync($"stratus: asking {VisibleText.Line(configuration.Host)}");
        var plan = parsed.GetValue(options.Plan) is { } file
            ? ReadPlan(file, cancellation)
            : await ClusterPlan.ReadAsync(cluster, cancellation);
        var session = new SmokeSession(cluster, line =>
        {
            lock (errors) errors.WriteLine($"stratus: {VisibleText.Line(line)}");
        });
        var result = await session.RunAsync(plan, key, cancellation);
        // Before anything else can fail.
        AtomicFile.Write(new(report), result.Report);
        var unkept = await session.KeepAsync(plan, result, cancellation);
        using var verification = new Verification(key.ExportSubjectPublicKeyInfoPem, "--key", cancellation);
        var files = parsed.GetValue(options.Views.History) ?? [];
        var code = options.Views.Show(verification.Verify(report, files, maxAge: null, TimeProvider.System.GetUtcNow(), result.History.Earlier), parsed);
        if (unkept is null) return code;
        foreach (var line in unkept.Split('\n')) await errors.WriteLineAsync($"stratus: {VisibleText.Line(line)}");
        return ExitCodes.Failed;
    }

    private static ECDsa ReadKey(FileInfo file, CancellationToken cancellation) =>
        Verification.About(file.ToString(), () => ReportKey.ReadPrivate(InputFile.ReadText(file.ToString(), InputKind.Key, cancellation)));

    private static SmokePlan ReadPlan(FileInfo file, CancellationToken cancellation) =>
        Verification.About(file.ToString(), () => SmokePlanFile.Read(InputFile.Read(file.ToString(), InputKind.ProofPlan, cancellation)));

    // Null: a mistake of this program, which keeps its stack trace.
    private static string? Explain(Exception problem) => problem switch
    {
        ReportException or KubeConfigException or IOException or UnauthorizedAccessException => problem.Message,
        HttpOperationException refusal => $"the API server said {(int)refusal.Response.StatusCode}: {refusal.Response.Content}",
        HttpRequestException unreachable => $"the API server was not reached: {unreachable.Message}\n  is the kubeconfig's server reachable from here? kubectl --kubeconfig FILE get nodes",
        _ => null,
    };
}
