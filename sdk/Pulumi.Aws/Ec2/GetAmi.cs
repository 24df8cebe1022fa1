namespace Pulumi.Aws.Ec2;

/// <summary>Looks for an image.</summary>
public static class GetAmi
{
    private const string Token = "aws:ec2/getAmi:getAmi";

    /// <summary>Looks for one image now.</summary>
    /// <param name="args">Which image to look for.</param>
    /// <param name="options">How Pulumi is to treat the call.</param>
    public static Task<GetAmiResult> InvokeAsync(GetAmiArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetAmiResult>(Token, args ?? new GetAmiArgs(), InvokeDefaults.Of(options));

    /// <summary>Looks for one image once the arguments are known.</summary>
    /// <param name="args">Which image to look for.</param>
    /// <param name="options">How Pulumi is to treat the call.</param>
    public static Output<GetAmiResult> Invoke(GetAmiInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetAmiResult>(Token, args ?? new GetAmiInvokeArgs(), InvokeDefaults.Of(options));

    /// <summary>Looks for one image once the arguments are known and what it depends on is there.</summary>
    /// <param name="args">Which image to look for.</param>
    /// <param name="options">How Pulumi is to treat the call.</param>
    public static Output<GetAmiResult> Invoke(GetAmiInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetAmiResult>(Token, args ?? new GetAmiInvokeArgs(), InvokeDefaults.Of(options));
}
