namespace Stratus.Core.Scripting;

/// <summary>A parameter that a script declares in its header.</summary>
/// <param name="Name">The variable's name, <c>STRATUS_HOST_ID</c>.</param>
/// <param name="MayBeEmpty">Whether the empty text is a value: declared with <c>?</c>, not with <c>:?</c>.</param>
public sealed record ScriptParameter(string Name, bool MayBeEmpty);
