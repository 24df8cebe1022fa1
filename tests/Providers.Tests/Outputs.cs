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

    /// <summary>The value of an output whose type is not known to the compiler.</summary>
    public static async Task<object?> Unwrap(object output)
    {
        var type = output.GetType().GetGenericArguments()[0];
        var task = (Task)typeof(Outputs).GetMethod(nameof(ValueOf))!.MakeGenericMethod(type).Invoke(null, [output])!;
        await task;
        return task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task);
    }

    /// <summary>Asks of an output that only a program can make.</summary>
    public static async Task<T> InProgram<T>(Func<Task<T>> question)
    {
        var answer = default(T);
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () => { answer = await question(); });
        return answer!;
    }
}
