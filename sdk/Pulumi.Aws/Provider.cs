namespace Pulumi.Aws;

/// <summary>An account and a region, for the resources that name it as their provider.</summary>
[AwsResourceType("pulumi:providers:aws")]
public partial class Provider : ProviderResource
{
    /// <summary>Declares the provider.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Which account and region it works in, and as whom. Default: what the environment says.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("aws", name, args ?? new ProviderArgs(), MakeOptions(options))
    {
    }

    private static CustomResourceOptions MakeOptions(CustomResourceOptions? options) =>
        ResourceDefaults.Merge(options, "", secretOutputs: ["accessKey", "secretKey", "token"]);
}
