namespace Stratus.Cli.Engine;

/// <summary>The program asked for something that the Pulumi engine would refuse too. The call fails, and so does the preview.</summary>
internal sealed class EngineRefusal(string what, string fix) : Exception($"{what}{Environment.NewLine}  {fix}");
