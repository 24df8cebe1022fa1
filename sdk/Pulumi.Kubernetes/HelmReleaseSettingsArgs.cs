namespace Pulumi.Kubernetes.Types.Inputs.Provider;

/// <summary>How the provider runs Helm.</summary>
public class HelmReleaseSettingsArgs : ResourceArgs
{
    /// <summary>
    /// Where releases are recorded: secret, configmap, memory or sql. Default: the environment's PULUMI_K8S_HELM_DRIVER, else secret.
    /// </summary>
    [Input("driver")]
    public Input<string>? Driver { get; set; }

    /// <summary>The directory of Helm plugins. Default: the environment's PULUMI_K8S_HELM_PLUGINS_PATH.</summary>
    [Input("pluginsPath")]
    public Input<string>? PluginsPath { get; set; }

    /// <summary>The path of the registries' credentials. Default: the environment's PULUMI_K8S_HELM_REGISTRY_CONFIG_PATH.</summary>
    [Input("registryConfigPath")]
    public Input<string>? RegistryConfigPath { get; set; }

    /// <summary>The directory of cached repository indexes. Default: the environment's PULUMI_K8S_HELM_REPOSITORY_CACHE.</summary>
    [Input("repositoryCache")]
    public Input<string>? RepositoryCache { get; set; }

    /// <summary>The path of the list of repositories. Default: the environment's PULUMI_K8S_HELM_REPOSITORY_CONFIG_PATH.</summary>
    [Input("repositoryConfigPath")]
    public Input<string>? RepositoryConfigPath { get; set; }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public HelmReleaseSettingsArgs()
    {
        Driver = EnvironmentInput.Text("PULUMI_K8S_HELM_DRIVER");
        PluginsPath = EnvironmentInput.Text("PULUMI_K8S_HELM_PLUGINS_PATH");
        RegistryConfigPath = EnvironmentInput.Text("PULUMI_K8S_HELM_REGISTRY_CONFIG_PATH");
        RepositoryCache = EnvironmentInput.Text("PULUMI_K8S_HELM_REPOSITORY_CACHE");
        RepositoryConfigPath = EnvironmentInput.Text("PULUMI_K8S_HELM_REPOSITORY_CONFIG_PATH");
    }

    /// <summary>Args without values.</summary>
    public static new HelmReleaseSettingsArgs Empty => new();
}
