namespace Stratus.Cli.Drift;

/// <summary>What comparing one thing came to, worst first.</summary>
internal enum DriftStatus
{
    /// <summary>It is no longer what it was set to.</summary>
    Drift,

    /// <summary>It could not be asked.</summary>
    Unchecked,

    /// <summary>The version of Stratus that set it did not note to what.</summary>
    Unrecorded,

    /// <summary>It is as it was set.</summary>
    Ok,
}

/// <summary>One thing that Stratus set on a machine, compared with what is there now. It holds nothing of a file's content.</summary>
/// <param name="Status">What the comparison came to.</param>
/// <param name="Claim">Which step of Stratus set it: <c>preparation</c>, <c>k3s</c>, …; empty where it concerns the whole machine.</param>
/// <param name="Kind">What it is: <c>file</c>, <c>sysctl</c>, <c>module</c>, <c>program</c>, <c>unit</c>, <c>pool</c>, <c>claim</c>; <c>check</c> for what was not asked.</param>
/// <param name="Name">Which one: a path, a sysctl's key, a unit.</param>
/// <param name="Change">How it differs, a word that never changes: <c>missing</c>, <c>content</c>, <c>value</c>, …; empty where it does not.</param>
/// <param name="Set">What it was set to.</param>
/// <param name="Now">What it is now.</param>
/// <param name="Why">Why that matters.</param>
/// <param name="Fix">What mends it.</param>
internal sealed record DriftFinding(
    DriftStatus Status, string Claim, string Kind, string Name, string Change, string Set, string Now, string Why, string Fix);

/// <summary>A step of Stratus that noted on a machine what it set.</summary>
/// <param name="Name">The step.</param>
/// <param name="State">How far it came: <c>ready</c>, <c>claimed</c>, <c>removing</c>, <c>unknown</c>.</param>
internal sealed record DriftClaim(string Name, string State);
