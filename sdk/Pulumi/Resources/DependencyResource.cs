namespace Pulumi;

/// <summary>A resource known only by its URN: what an output read back from the engine depends on.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        : base(type: "", name: "", dependency: true) =>
        Urn = new(Task.FromResult(new OutputData<string>([this], urn, IsKnown: true, IsSecret: false)));
}
