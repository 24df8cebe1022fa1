using System.CommandLine;
using k8s;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Payload;

namespace Stratus.Prober.Commands;

/// <summary><c>upload</c>: brings this program into the cluster whose kubeconfig is on standard input.</summary>
internal static class UploadVerb
{
    public static Command Create()
    {
        var space = new Option<string>("--namespace") { Description = "Where to", DefaultValueFactory = _ => ProofNames.Namespace };
        var command = new Command("upload", "Brings this program into the cluster whose kubeconfig is on standard input") { space };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var cluster = await StandardInput.ClusterAsync();
            var program = ProgramArchive.Of(AppContext.BaseDirectory);
            await ProgramUpload.PutAsync(cluster, parsed.GetRequiredValue(space), program, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(program.Digest);
            return ProberCommand.Ok;
        });
        return command;
    }
}

/// <summary>A kubeconfig is a credential: it is read from standard input, for arguments and environments can be seen.</summary>
internal static class StandardInput
{
    public static async Task<Kubernetes> ClusterAsync()
    {
        await using var input = Console.OpenStandardInput();
        using var copy = new MemoryStream();
        await input.CopyToAsync(copy);
        copy.Position = 0;
        return new(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(copy));
    }
}
