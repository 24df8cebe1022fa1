namespace Stratus.E2e.Tests.Lab;

/// <summary>The emulated machine failed, not what was tested on it: its kernel panicked, QEMU is gone, or it never came up.</summary>
internal sealed class MachineCrashedException(string what, string console) : Exception($"{what}. The last it said:\n{console}");
