using System.CommandLine;
using System.Security.Cryptography;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using Stratus.Cli.Rendering;
using Stratus.Cli.Reports;
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
        using var key = ReadKey(parsed.GetRequiredValue(options.Key));
        using var cluster = new Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(parsed.GetRequiredValue(options.Kubeconfig)));
        var plan = parsed.GetValue(options.Plan) is { } file
            ? SmokePlanFile.Read(await File.ReadAllBytesAsync(file.FullName, cancellation))
            : await ClusterPlan.ReadAsync(cluster, cancellation);
        var session = new SmokeSession(cluster, line =>
        {
            lock (errors) errors.WriteLine($"stratus: {VisibleText.Line(line)}");
        });
        var result = await session.RunAsync(plan, key, cancellation);
        // Before anything else can fail: it took minutes.
        var report = parsed.GetRequiredValue(options.Report);
        AtomicFile.Write(new(report), result.Report);
        await session.KeepAsync(plan, result, cancellation);
        using var verification = new Verification(key.ExportSubjectPublicKeyInfoPem, "--key");
        return options.Views.Show(verification.Verify(report, parsed.GetValue(options.Views.History) ?? [], maxAge: null, TimeProvider.System.GetUtcNow()), parsed);
    }

    private static ECDsa ReadKey(FileInfo file)
    {
        try
        {
            return ReportKey.ReadPrivate(File.ReadAllText(file.FullName));
        }
        catch (ReportException problem)
        {
            throw new ReportException(problem.Fault, $"{file}: {problem.Message}", problem);
        }
    }

    // Null: a mistake of this program, which keeps its stack trace.
    private static string? Explain(Exception problem) => problem switch
    {
        ReportException or KubeConfigException or FileNotFoundException or DirectoryNotFoundException => problem.Message,
        HttpOperationException refusal => $"the API server said {(int)refusal.Response.StatusCode}: {refusal.Response.Content}",
        HttpRequestException unreachable => $"the API server was not reached: {unreachable.Message}\n  is the kubeconfig's server reachable from here? kubectl --kubeconfig FILE get nodes",
        _ => null,
    };
}
