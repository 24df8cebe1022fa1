namespace Pulumi.Aws;

/// <summary>Which account and region a provider works in, and as whom.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    [Input("accessKey")]
    private Input<string>? _accessKey;

    /// <summary>The access key; always a secret. Default: the usual AWS sources of credentials.</summary>
    public Input<string>? AccessKey
    {
        get => _accessKey;
        set => _accessKey = SecretInput.Of(value);
    }

    [Input("allowedAccountIds", json: true)]
    private InputList<string>? _allowedAccountIds;

    /// <summary>The only accounts that the provider may touch.</summary>
    public InputList<string> AllowedAccountIds
    {
        get => _allowedAccountIds ??= [];
        set => _allowedAccountIds = value;
    }

    /// <summary>Tags of every resource.</summary>
    [Input("defaultTags", json: true)]
    public Input<Inputs.ProviderDefaultTagsArgs>? DefaultTags { get; set; }

    [Input("forbiddenAccountIds", json: true)]
    private InputList<string>? _forbiddenAccountIds;

    /// <summary>Accounts that the provider must not touch.</summary>
    public InputList<string> ForbiddenAccountIds
    {
        get => _forbiddenAccountIds ??= [];
        set => _forbiddenAccountIds = value;
    }

    /// <summary>The URL of a proxy for HTTP.</summary>
    [Input("httpProxy")]
    public Input<string>? HttpProxy { get; set; }

    /// <summary>The URL of a proxy for HTTPS.</summary>
    [Input("httpsProxy")]
    public Input<string>? HttpsProxy { get; set; }

    /// <summary>How often a failed request is made in all.</summary>
    [Input("maxRetries", json: true)]
    public Input<int>? MaxRetries { get; set; }

    /// <summary>Hosts that are reached without a proxy, separated by commas.</summary>
    [Input("noProxy")]
    public Input<string>? NoProxy { get; set; }

    /// <summary>The profile in the shared configuration. Default: the environment's AWS_PROFILE.</summary>
    [Input("profile")]
    public Input<string>? Profile { get; set; }

    /// <summary>The region. Default: the environment's AWS_REGION or AWS_DEFAULT_REGION.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("secretKey")]
    private Input<string>? _secretKey;

    /// <summary>The secret key; always a secret. Default: the usual AWS sources of credentials.</summary>
    public Input<string>? SecretKey
    {
        get => _secretKey;
        set => _secretKey = SecretInput.Of(value);
    }

    [Input("sharedConfigFiles", json: true)]
    private InputList<string>? _sharedConfigFiles;

    /// <summary>The paths of the shared configuration. Default: ~/.aws/config.</summary>
    public InputList<string> SharedConfigFiles
    {
        get => _sharedConfigFiles ??= [];
        set => _sharedConfigFiles = value;
    }

    [Input("sharedCredentialsFiles", json: true)]
    private InputList<string>? _sharedCredentialsFiles;

    /// <summary>The paths of the shared credentials. Default: ~/.aws/credentials.</summary>
    public InputList<string> SharedCredentialsFiles
    {
        get => _sharedCredentialsFiles ??= [];
        set => _sharedCredentialsFiles = value;
    }

    /// <summary>Whether credentials are not tried with STS first. Default: false.</summary>
    [Input("skipCredentialsValidation", json: true)]
    public Input<bool>? SkipCredentialsValidation { get; set; }

    /// <summary>Whether any region is taken, also one that the provider has never heard of. Default: true.</summary>
    [Input("skipRegionValidation", json: true)]
    public Input<bool>? SkipRegionValidation { get; set; }

    /// <summary>Whether the account's id is not asked for. Default: false.</summary>
    [Input("skipRequestingAccountId", json: true)]
    public Input<bool>? SkipRequestingAccountId { get; set; }

    [Input("token")]
    private Input<string>? _token;

    /// <summary>The session token of temporary credentials; always a secret.</summary>
    public Input<string>? Token
    {
        get => _token;
        set => _token = SecretInput.Of(value);
    }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public ProviderArgs()
    {
        Region = EnvironmentInput.Text("AWS_REGION", "AWS_DEFAULT_REGION");
        SkipCredentialsValidation = false;
        SkipRegionValidation = true;
    }

    /// <summary>Args without values.</summary>
    public static new ProviderArgs Empty => new();
}
