using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

/// <summary>What a Helm release is to be.</summary>
public class ReleaseArgs : ResourceArgs
{
    /// <summary>Whether null values in Values are kept rather than dropped. Default: false.</summary>
    [Input("allowNullValues")]
    public Input<bool>? AllowNullValues { get; set; }

    /// <summary>Whether a failed install is purged; turns SkipAwait off. Default: false.</summary>
    [Input("atomic")]
    public Input<bool>? Atomic { get; set; }

    /// <summary>The chart: its name in the repository, a path, or an OCI reference. Required.</summary>
    [Input("chart", required: true)]
    public Input<string> Chart { get; set; } = null!;

    /// <summary>Whether resources that a failed upgrade created are deleted. Default: false.</summary>
    [Input("cleanupOnFail")]
    public Input<bool>? CleanupOnFail { get; set; }

    /// <summary>Which schema of the args the provider is to follow; the resource sets it.</summary>
    [Input("compat")]
    public Input<string>? Compat { get; set; }

    /// <summary>Whether the namespace is created where it does not exist. Default: false.</summary>
    [Input("createNamespace")]
    public Input<bool>? CreateNamespace { get; set; }

    /// <summary>Whether the chart's dependencies are fetched before it is installed. Default: false.</summary>
    [Input("dependencyUpdate")]
    public Input<bool>? DependencyUpdate { get; set; }

    /// <summary>A description that is kept with the release.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>Whether development versions count as versions; ignored where Version is set. Default: false.</summary>
    [Input("devel")]
    public Input<bool>? Devel { get; set; }

    /// <summary>Whether the CRD install hook is left out. Default: false.</summary>
    [Input("disableCRDHooks")]
    public Input<bool>? DisableCRDHooks { get; set; }

    /// <summary>Whether rendered manifests are not checked against the API server's schema. Default: false.</summary>
    [Input("disableOpenapiValidation")]
    public Input<bool>? DisableOpenapiValidation { get; set; }

    /// <summary>Whether hooks are left out. Default: false.</summary>
    [Input("disableWebhooks")]
    public Input<bool>? DisableWebhooks { get; set; }

    /// <summary>Whether resources are deleted and created anew where an update is refused. Default: false.</summary>
    [Input("forceUpdate")]
    public Input<bool>? ForceUpdate { get; set; }

    /// <summary>The path of the public keys that verify the chart; used with Verify only.</summary>
    [Input("keyring")]
    public Input<string>? Keyring { get; set; }

    /// <summary>Whether the chart is linted in a preview. Default: false.</summary>
    [Input("lint")]
    public Input<bool>? Lint { get; set; }

    [Input("manifest")]
    private InputMap<object>? _manifest;

    /// <summary>The rendered manifests. The provider fills it in.</summary>
    public InputMap<object> Manifest
    {
        get => _manifest ??= [];
        set => _manifest = value;
    }

    /// <summary>How many revisions are kept; 0 keeps all.</summary>
    [Input("maxHistory")]
    public Input<int>? MaxHistory { get; set; }

    /// <summary>The release's name. Default: made from the resource's name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The namespace of the release. Default: the provider's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>The path of a command that the rendered manifests are piped through.</summary>
    [Input("postrender")]
    public Input<string>? Postrender { get; set; }

    /// <summary>Whether pods are restarted by an upgrade or a rollback. Default: false.</summary>
    [Input("recreatePods")]
    public Input<bool>? RecreatePods { get; set; }

    /// <summary>Whether the notes of subcharts are rendered too. Default: false.</summary>
    [Input("renderSubchartNotes")]
    public Input<bool>? RenderSubchartNotes { get; set; }

    /// <summary>Whether a name that a deleted release holds is used again; unsafe in production. Default: false.</summary>
    [Input("replace")]
    public Input<bool>? Replace { get; set; }

    /// <summary>Where the chart is fetched, and with which credentials.</summary>
    [Input("repositoryOpts")]
    public Input<RepositoryOptsArgs>? RepositoryOpts { get; set; }

    /// <summary>Whether an upgrade starts from the chart's own values. Default: false.</summary>
    [Input("resetValues")]
    public Input<bool>? ResetValues { get; set; }

    [Input("resourceNames")]
    private InputMap<ImmutableArray<string>>? _resourceNames;

    /// <summary>The names of what the release created, by kind and version. The provider fills it in.</summary>
    public InputMap<ImmutableArray<string>> ResourceNames
    {
        get => _resourceNames ??= [];
        set => _resourceNames = value;
    }

    /// <summary>Whether an upgrade starts from the last release's values; ignored with ResetValues. Default: false.</summary>
    [Input("reuseValues")]
    public Input<bool>? ReuseValues { get; set; }

    /// <summary>Whether the release counts as done before its resources are ready. Default: false.</summary>
    [Input("skipAwait")]
    public Input<bool>? SkipAwait { get; set; }

    /// <summary>Whether the chart's CustomResourceDefinitions are left out. Default: false.</summary>
    [Input("skipCrds")]
    public Input<bool>? SkipCrds { get; set; }

    /// <summary>How long one Kubernetes operation may take, in seconds. Default: 300.</summary>
    [Input("timeout")]
    public Input<int>? Timeout { get; set; }

    [Input("valueYamlFiles")]
    private InputList<AssetOrArchive>? _valueYamlFiles;

    /// <summary>Values as YAML files; Values wins over them.</summary>
    public InputList<AssetOrArchive> ValueYamlFiles
    {
        get => _valueYamlFiles ??= [];
        set => _valueYamlFiles = value;
    }

    [Input("values")]
    private InputMap<object>? _values;

    /// <summary>Values over those of the chart.</summary>
    public InputMap<object> Values
    {
        get => _values ??= [];
        set => _values = value;
    }

    /// <summary>Whether the chart's provenance is checked before it is installed. Default: false.</summary>
    [Input("verify")]
    public Input<bool>? Verify { get; set; }

    /// <summary>The exact version of the chart. Default: the newest.</summary>
    [Input("version")]
    public Input<string>? Version { get; set; }

    /// <summary>Whether the release waits for its Jobs to complete; ignored with SkipAwait. Default: false.</summary>
    [Input("waitForJobs")]
    public Input<bool>? WaitForJobs { get; set; }

    /// <summary>Args without values.</summary>
    public static new ReleaseArgs Empty => new();
}
