using Stratus.Core.Proof.Reports;
using Stratus.Core.Settings;

namespace Stratus.Core.Files;

/// <summary>What a file is that is read, and how large such a one may be.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="MostBytes">The most bytes that it may have.</param>
public sealed record InputKind(string Name, int MostBytes)
{
    private const int ByHand = 4 * 1024 * 1024;
    private const int ByProgram = 64 * 1024 * 1024;

    /// <summary>A plan, as <c>preview</c> writes it.</summary>
    public static InputKind Plan { get; } = new("plan", ByProgram);

    /// <summary>A report of the proof.</summary>
    public static InputKind Report { get; } = new("report", ReportFile.MaxBytes);

    /// <summary>A key in PEM.</summary>
    public static InputKind Key { get; } = new("key", 64 * 1024);

    /// <summary>A kubeconfig.</summary>
    public static InputKind Kubeconfig { get; } = new("kubeconfig", ByHand);

    /// <summary>A plan of the proof.</summary>
    public static InputKind ProofPlan { get; } = new("plan of the proof", ByHand);

    /// <summary>A project's or a stack's file.</summary>
    public static InputKind Settings { get; } = new("file of settings", ByHand);

    /// <summary>A list of hosts.</summary>
    public static InputKind Inventory { get; } = new("inventory", SettingsFile.LargestInventory);

    /// <summary>The lock of versions.</summary>
    public static InputKind Lock { get; } = new("lock", ByHand);

    /// <summary>The list of what was rendered into a folder.</summary>
    public static InputKind FileList { get; } = new("list of files", ByProgram);

    /// <summary>The bound in words.</summary>
    internal string Most => MostBytes % 1_048_576 == 0 ? $"{MostBytes / 1_048_576} MiB" : $"{MostBytes / 1024} KiB";
}
