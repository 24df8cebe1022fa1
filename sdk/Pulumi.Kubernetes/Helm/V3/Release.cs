using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Outputs.Helm.V3;

namespace Pulumi.Kubernetes.Helm.V3;

/// <summary>A chart that Helm installs, with the release's history, hooks and readiness as <c>helm install</c> has them.</summary>
[KubernetesResourceType(Token)]
public partial class Release : KubernetesResource
{
    private const string Token = "kubernetes:helm.sh/v3:Release";

    /// <summary>Whether null values in Values are kept rather than dropped. Default: false.</summary>
    [Output("allowNullValues")]
    public Output<bool> AllowNullValues { get; private set; } = null!;

    /// <summary>Whether a failed install is purged; turns SkipAwait off. Default: false.</summary>
    [Output("atomic")]
    public Output<bool> Atomic { get; private set; } = null!;

    /// <summary>The chart: its name in the repository, a path, or an OCI reference.</summary>
    [Output("chart")]
    public Output<string> Chart { get; private set; } = null!;

    /// <summary>Whether resources that a failed upgrade created are deleted. Default: false.</summary>
    [Output("cleanupOnFail")]
    public Output<bool> CleanupOnFail { get; private set; } = null!;

    /// <summary>Whether the namespace is created where it does not exist. Default: false.</summary>
    [Output("createNamespace")]
    public Output<bool> CreateNamespace { get; private set; } = null!;

    /// <summary>Whether the chart's dependencies are fetched before it is installed. Default: false.</summary>
    [Output("dependencyUpdate")]
    public Output<bool> DependencyUpdate { get; private set; } = null!;

    /// <summary>A description that is kept with the release.</summary>
    [Output("description")]
    public Output<string> Description { get; private set; } = null!;

    /// <summary>Whether development versions count as versions; ignored where Version is set. Default: false.</summary>
    [Output("devel")]
    public Output<bool> Devel { get; private set; } = null!;

    /// <summary>Whether the CRD install hook is left out. Default: false.</summary>
    [Output("disableCRDHooks")]
    public Output<bool> DisableCRDHooks { get; private set; } = null!;

    /// <summary>Whether rendered manifests are not checked against the API server's schema. Default: false.</summary>
    [Output("disableOpenapiValidation")]
    public Output<bool> DisableOpenapiValidation { get; private set; } = null!;

    /// <summary>Whether hooks are left out. Default: false.</summary>
    [Output("disableWebhooks")]
    public Output<bool> DisableWebhooks { get; private set; } = null!;

    /// <summary>Whether resources are deleted and created anew where an update is refused. Default: false.</summary>
    [Output("forceUpdate")]
    public Output<bool> ForceUpdate { get; private set; } = null!;

    /// <summary>The path of the public keys that verify the chart; used with Verify only.</summary>
    [Output("keyring")]
    public Output<string> Keyring { get; private set; } = null!;

    /// <summary>Whether the chart is linted in a preview. Default: false.</summary>
    [Output("lint")]
    public Output<bool> Lint { get; private set; } = null!;

    /// <summary>The rendered manifests. The provider fills it in.</summary>
    [Output("manifest")]
    public Output<ImmutableDictionary<string, object>> Manifest { get; private set; } = null!;

    /// <summary>How many revisions are kept; 0 keeps all.</summary>
    [Output("maxHistory")]
    public Output<int> MaxHistory { get; private set; } = null!;

    /// <summary>The release's name. Default: made from the resource's name.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The namespace of the release. Default: the provider's.</summary>
    [Output("namespace")]
    public Output<string> Namespace { get; private set; } = null!;

    /// <summary>The path of a command that the rendered manifests are piped through.</summary>
    [Output("postrender")]
    public Output<string> Postrender { get; private set; } = null!;

    /// <summary>Whether pods are restarted by an upgrade or a rollback. Default: false.</summary>
    [Output("recreatePods")]
    public Output<bool> RecreatePods { get; private set; } = null!;

    /// <summary>Whether the notes of subcharts are rendered too. Default: false.</summary>
    [Output("renderSubchartNotes")]
    public Output<bool> RenderSubchartNotes { get; private set; } = null!;

    /// <summary>Whether a name that a deleted release holds is used again; unsafe in production. Default: false.</summary>
    [Output("replace")]
    public Output<bool> Replace { get; private set; } = null!;

    /// <summary>Where the chart is fetched, and with which credentials.</summary>
    [Output("repositoryOpts")]
    public Output<RepositoryOpts> RepositoryOpts { get; private set; } = null!;

    /// <summary>Whether an upgrade starts from the chart's own values. Default: false.</summary>
    [Output("resetValues")]
    public Output<bool> ResetValues { get; private set; } = null!;

    /// <summary>The names of what the release created, by kind and version. The provider fills it in.</summary>
    [Output("resourceNames")]
    public Output<ImmutableDictionary<string, ImmutableArray<string>>> ResourceNames { get; private set; } = null!;

    /// <summary>Whether an upgrade starts from the last release's values; ignored with ResetValues. Default: false.</summary>
    [Output("reuseValues")]
    public Output<bool> ReuseValues { get; private set; } = null!;

    /// <summary>Whether the release counts as done before its resources are ready. Default: false.</summary>
    [Output("skipAwait")]
    public Output<bool> SkipAwait { get; private set; } = null!;

    /// <summary>Whether the chart's CustomResourceDefinitions are left out. Default: false.</summary>
    [Output("skipCrds")]
    public Output<bool> SkipCrds { get; private set; } = null!;

    /// <summary>How long one Kubernetes operation may take, in seconds. Default: 300.</summary>
    [Output("timeout")]
    public Output<int> Timeout { get; private set; } = null!;

    /// <summary>Values as YAML files; Values wins over them.</summary>
    [Output("valueYamlFiles")]
    public Output<ImmutableArray<AssetOrArchive>> ValueYamlFiles { get; private set; } = null!;

    /// <summary>Values over those of the chart.</summary>
    [Output("values")]
    public Output<ImmutableDictionary<string, object>> Values { get; private set; } = null!;

    /// <summary>Whether the chart's provenance is checked before it is installed. Default: false.</summary>
    [Output("verify")]
    public Output<bool> Verify { get; private set; } = null!;

    /// <summary>The exact version of the chart. Default: the newest.</summary>
    [Output("version")]
    public Output<string> Version { get; private set; } = null!;

    /// <summary>Whether the release waits for its Jobs to complete; ignored with SkipAwait. Default: false.</summary>
    [Output("waitForJobs")]
    public Output<bool> WaitForJobs { get; private set; } = null!;

    /// <summary>The state of the release in the cluster.</summary>
    [Output("status")]
    public Output<ReleaseStatus> Status { get; private set; } = null!;

    /// <summary>Declares the release.</summary>
    /// <param name="name">Its name in the program, from which the provider makes its name in the cluster.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Release(string name, ReleaseArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, MakeArgs(args), ResourceDefaults.Merge(options, ""))
    {
    }

    private Release(string name, Input<string> id, CustomResourceOptions? options = null)
        : base(Token, name, null, ResourceDefaults.Merge(options, id))
    {
    }

    /// <summary>Reads a release that exists.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="id">Its namespace, a slash and its name.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public static Release Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static ReleaseArgs MakeArgs(ReleaseArgs? args)
    {
        args ??= new ReleaseArgs();
        args.Compat = "true";
        return args;
    }
}
