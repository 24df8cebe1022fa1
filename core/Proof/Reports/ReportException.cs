namespace Stratus.Core.Proof.Reports;

/// <summary>What is wrong with a report or a key.</summary>
public enum ReportFault
{
    /// <summary>It could not be read: nothing is known about it.</summary>
    Unreadable,

    /// <summary>It was read, and the signature or what it claims does not hold.</summary>
    Refused,
}

/// <summary>A report or a key is not what it should be. The message says what was found and what to do.</summary>
public sealed class ReportException : Exception
{
    /// <summary>Creates the error.</summary>
    public ReportException(ReportFault fault, string message, Exception? inner = null) : base(message, inner) => Fault = fault;

    /// <summary>Whether it could not be read, or does not hold.</summary>
    public ReportFault Fault { get; }

    internal static ReportException Unreadable(string message, Exception? inner = null) => new(ReportFault.Unreadable, message, inner);

    internal static ReportException Refused(string message) => new(ReportFault.Refused, message);
}
