using System.CommandLine;
using k8s;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Sessions;

namespace Stratus.Prober.Commands;

/// <summary><c>run</c>: the proof, as the Job's own program.</summary>
internal static class RunVerb
{
    private static readonly FileInfo TerminationLog = new("/dev/termination-log");

    public static Command Create()
    {
        var plan = new Option<FileInfo>("--plan") { Description = "What to look at", Required = true };
        var key = new Option<FileInfo>("--key") { Description = "The private key that signs the report", Required = true };
        var command = new Command("run", "Runs the proof inside the cluster") { plan, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var signer = ReportKey.ReadPrivate(await File.ReadAllTextAsync(parsed.GetRequiredValue(key).FullName, cancellation));
            var what = SmokePlanFile.Read(await File.ReadAllBytesAsync(parsed.GetRequiredValue(plan).FullName, cancellation));
            using var cluster = new Kubernetes(KubernetesClientConfiguration.InClusterConfig());
            var session = new SmokeSession(cluster, line =>
            {
                lock (output) output.WriteLine(line);
            });
            var result = await session.RunAsync(what, signer, cancellation);
            return await new RunClosing(session, output, TerminationLog).EndAsync(what, result, cancellation);
        });
        return command;
    }
}
