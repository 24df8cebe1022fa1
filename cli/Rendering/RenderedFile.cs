using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>A file that <see cref="RenderedFiles"/> writes.</summary>
/// <param name="Path">Where, below the folder, with <c>/</c>.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Resource">The resource that it shows.</param>
/// <param name="What">What it is, in a few words for the index.</param>
internal sealed record RenderedFile(string Path, string Content, PlanResource Resource, string What);
