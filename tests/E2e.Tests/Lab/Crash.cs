namespace Stratus.E2e.Tests.Lab;

/// <summary>The emulated machine failed, not what was tested on it: its kernel panicked, QEMU is gone, or it never came up.</summary>
internal sealed class MachineCrashedException(string what, string console) : Exception($"{what}. The last it said:\n{console}");

/// <summary>What is done about crashes.</summary>
internal static class Crash
{
    private const int Attempts = 3;

    /// <summary>Does it again, whole, when the machine crashed under it. Every other failure stands.</summary>
    public static async Task RetryAsync(Func<Task> action)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await action();
                return;
            }
            catch (MachineCrashedException exception) when (attempt < Attempts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(exception.Message);
            }
        }
    }
}
