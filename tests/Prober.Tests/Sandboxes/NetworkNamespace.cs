using System.Runtime.InteropServices;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>Opens sockets in another network namespace: a socket stays in that of the thread that made it.</summary>
internal static partial class NetworkNamespace
{
    /// <summary>What a function gives when it runs in the namespace of a path.</summary>
    public static T Enter<T>(string path, Func<T> inside)
    {
        T? result = default;
        Exception? failure = null;
        // A thread of its own, which never comes back: no other code may run in the namespace.
        var thread = new Thread(() =>
        {
            try
            {
                using var file = File.OpenHandle(path);
                if (Enter(file.DangerousGetHandle().ToInt32(), 0) != 0) throw new IOException($"setns {path}: {Marshal.GetLastPInvokeErrorMessage()}");
                result = inside();
            }
            catch (Exception problem)
            {
                failure = problem;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException(failure.Message, failure);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(int descriptor, int kind);
}
