using System.CommandLine;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Sessions;

namespace Stratus.Prober.Commands;

/// <summary><c>await</c>: waits for a Job's proof in the cluster whose kubeconfig is on standard input.</summary>
internal static class AwaitVerb
{
    public static Command Create()
    {
        var job = new Option<string>("--job") { Description = "The Job's name", Required = true };
        var space = new Option<string>("--namespace") { Description = "Its namespace", DefaultValueFactory = _ => ProofNames.Namespace };
        var seconds = new Option<int>("--timeout") { Description = "How long to wait, in seconds", DefaultValueFactory = _ => 1200 };
        var command = new Command("await", "Waits for a Job's proof in the cluster whose kubeconfig is on standard input") { job, space, seconds };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var cluster = await StandardInput.ClusterAsync();
            var errors = parsed.InvocationConfiguration.Error;
            var wait = new JobWait(cluster, parsed.GetRequiredValue(space), parsed.GetRequiredValue(job), errors.WriteLine);
            return await wait.HoldsAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation) ? ProberCommand.Ok : ProberCommand.Failed;
        });
        return command;
    }
}
