using Pulumi;
using Pulumi.Testing;

namespace Providers.Tests;

/// <summary>Reads outputs in tests.</summary>
internal static class Outputs
{
    public static async Task<T> ValueOf<T>(Output<T> output)
    {
        var value = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        output.Apply(known =>
        {
            value.TrySetResult(known);
            return known;
        });
        return await value.Task;
    }

    /// <summary>Asks of an output that only a program can make.</summary>
    public static async Task<T> InProgram<T>(Func<Task<T>> question)
    {
        var answer = default(T);
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () => { answer = await question(); });
        return answer!;
    }
}
