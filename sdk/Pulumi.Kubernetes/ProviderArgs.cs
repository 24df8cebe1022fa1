using Pulumi.Kubernetes.Types.Inputs.Provider;

namespace Pulumi.Kubernetes;

/// <summary>Which cluster a provider talks to, and how.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>Whether every update renders all resources into RenderYamlToDirectory, changed or not. Default: false.</summary>
    [Input("alwaysRender", json: true)]
    public Input<bool>? AlwaysRender { get; set; }

    /// <summary>The name of the cluster in the kubeconfig. Default: that of the context.</summary>
    [Input("cluster")]
    public Input<string>? Cluster { get; set; }

    /// <summary>What identifies the cluster: where it is set, only its change replaces the provider and what it manages.</summary>
    [Input("clusterIdentifier")]
    public Input<string>? ClusterIdentifier { get; set; }

    /// <summary>The name of the context in the kubeconfig. Default: the current one.</summary>
    [Input("context")]
    public Input<string>? Context { get; set; }

    /// <summary>
    /// Whether resources of a cluster that cannot be reached are dropped from the state. Default: the environment's
    /// PULUMI_K8S_DELETE_UNREACHABLE, else false.
    /// </summary>
    [Input("deleteUnreachable", json: true)]
    public Input<bool>? DeleteUnreachable { get; set; }

    /// <summary>
    /// Whether a changed ConfigMap is updated rather than replaced. Default: the environment's PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE,
    /// else false.
    /// </summary>
    [Input("enableConfigMapMutable", json: true)]
    public Input<bool>? EnableConfigMapMutable { get; set; }

    /// <summary>
    /// Whether server-side apply takes fields over from other managers. Default: the environment's PULUMI_K8S_ENABLE_PATCH_FORCE, else
    /// false.
    /// </summary>
    [Input("enablePatchForce", json: true)]
    public Input<bool>? EnablePatchForce { get; set; }

    /// <summary>
    /// Whether a changed Secret is updated rather than replaced. Default: the environment's PULUMI_K8S_ENABLE_SECRET_MUTABLE, else
    /// false.
    /// </summary>
    [Input("enableSecretMutable", json: true)]
    public Input<bool>? EnableSecretMutable { get; set; }

    /// <summary>
    /// Whether objects are applied by the server. Default: the environment's PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY, else true.
    /// </summary>
    [Input("enableServerSideApply", json: true)]
    public Input<bool>? EnableServerSideApply { get; set; }

    /// <summary>How the provider runs Helm.</summary>
    [Input("helmReleaseSettings", json: true)]
    public Input<HelmReleaseSettingsArgs>? HelmReleaseSettings { get; set; }

    /// <summary>How hard the provider may press the API server.</summary>
    [Input("kubeClientSettings", json: true)]
    public Input<KubeClientSettingsArgs>? KubeClientSettings { get; set; }

    /// <summary>The kubeconfig, as text or as a path. Default: the environment's KUBECONFIG.</summary>
    [Input("kubeconfig")]
    public Input<string>? KubeConfig { get; set; }

    /// <summary>The namespace of objects that name none; of no concern to objects without one. Default: that of the context.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>A directory into which manifests are rendered in place of a cluster.</summary>
    [Input("renderYamlToDirectory")]
    public Input<string>? RenderYamlToDirectory { get; set; }

    /// <summary>
    /// Whether resources of a cluster that cannot be reached are left as they are. Default: the environment's
    /// PULUMI_K8S_SKIP_UPDATE_UNREACHABLE, else false.
    /// </summary>
    [Input("skipUpdateUnreachable", json: true)]
    public Input<bool>? SkipUpdateUnreachable { get; set; }

    /// <summary>
    /// Whether warnings of deprecated API versions are kept quiet. Default: the environment's PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS,
    /// else false.
    /// </summary>
    [Input("suppressDeprecationWarnings", json: true)]
    public Input<bool>? SuppressDeprecationWarnings { get; set; }

    /// <summary>
    /// Whether warnings of unsupported Helm hooks are kept quiet. Default: the environment's PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS,
    /// else false.
    /// </summary>
    [Input("suppressHelmHookWarnings", json: true)]
    public Input<bool>? SuppressHelmHookWarnings { get; set; }

    /// <summary>
    /// Whether an object that exists is updated in place of an error. Default: the environment's PULUMI_K8S_UPSERT_EXISTING_OBJECTS,
    /// else false.
    /// </summary>
    [Input("upsertExistingObjects", json: true)]
    public Input<bool>? UpsertExistingObjects { get; set; }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public ProviderArgs()
    {
        DeleteUnreachable = EnvironmentInput.Flag("PULUMI_K8S_DELETE_UNREACHABLE");
        EnableConfigMapMutable = EnvironmentInput.Flag("PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE");
        EnablePatchForce = EnvironmentInput.Flag("PULUMI_K8S_ENABLE_PATCH_FORCE");
        EnableSecretMutable = EnvironmentInput.Flag("PULUMI_K8S_ENABLE_SECRET_MUTABLE");
        EnableServerSideApply = EnvironmentInput.Flag("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY");
        KubeConfig = EnvironmentInput.Text("KUBECONFIG");
        SkipUpdateUnreachable = EnvironmentInput.Flag("PULUMI_K8S_SKIP_UPDATE_UNREACHABLE");
        SuppressDeprecationWarnings = EnvironmentInput.Flag("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS");
        SuppressHelmHookWarnings = EnvironmentInput.Flag("PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS");
        UpsertExistingObjects = EnvironmentInput.Flag("PULUMI_K8S_UPSERT_EXISTING_OBJECTS");
    }

    /// <summary>Args without values.</summary>
    public static new ProviderArgs Empty => new();
}
