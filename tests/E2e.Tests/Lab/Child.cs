using System.Diagnostics;

namespace Stratus.E2e.Tests.Lab;

/// <summary>
/// A program that ends when the tests end, however they do: the kernel kills it when the thread that started it is gone, so that thread
/// stays until the program ends.
/// </summary>
internal sealed class Child : IDisposable
{
    // Each becomes the next, so that no process in between could live on.
    private const string Become = """log=$1; shift; exec setpriv --pdeathsig KILL -- "$@" </dev/null >>"${log}" 2>&1""";

    private readonly Process _process;

    private Child(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program; what it says goes to a file.</summary>
    public static async Task<Child> StartAsync(string program, IEnumerable<string> arguments, string log)
    {
        var process = new Process { StartInfo = new("bash", ["-c", Become, "bash", log, program, .. arguments]) };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(Keep) { IsBackground = true, Name = program }.Start();
        await started.Task;
        return new(process);

        void Keep()
        {
            try
            {
                process.Start();
                started.SetResult();
                process.WaitForExit();
            }
            catch (Exception exception) when (started.TrySetException(exception))
            {
                // The caller is told.
            }
        }
    }

    /// <summary>As if the plug were pulled. Returns when nothing of it is left.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }
}
