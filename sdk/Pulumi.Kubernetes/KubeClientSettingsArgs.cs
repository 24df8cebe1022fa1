namespace Pulumi.Kubernetes.Types.Inputs.Provider;

/// <summary>How hard the provider may press the API server.</summary>
public class KubeClientSettingsArgs : ResourceArgs
{
    /// <summary>The most requests at once. Default: the environment's PULUMI_K8S_CLIENT_BURST, else 120.</summary>
    [Input("burst")]
    public Input<int>? Burst { get; set; }

    /// <summary>The most requests a second. Default: the environment's PULUMI_K8S_CLIENT_QPS, else 50.</summary>
    [Input("qps")]
    public Input<double>? Qps { get; set; }

    /// <summary>How long a request may take, in seconds. Default: the environment's PULUMI_K8S_CLIENT_TIMEOUT, else 32.</summary>
    [Input("timeout")]
    public Input<int>? Timeout { get; set; }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public KubeClientSettingsArgs()
    {
        Burst = EnvironmentInput.Integer("PULUMI_K8S_CLIENT_BURST");
        Qps = EnvironmentInput.Number("PULUMI_K8S_CLIENT_QPS");
        Timeout = EnvironmentInput.Integer("PULUMI_K8S_CLIENT_TIMEOUT");
    }

    /// <summary>Args without values.</summary>
    public static new KubeClientSettingsArgs Empty => new();
}
