namespace Pulumi.Aws;

/// <summary>The options that the provider gives all its functions: its version, unless a program names another.</summary>
internal static class InvokeDefaults
{
    public static InvokeOptions Of(InvokeOptions? options) => WithVersion(options ?? new InvokeOptions());

    public static InvokeOutputOptions Of(InvokeOutputOptions? options) => WithVersion(options ?? new InvokeOutputOptions());

    private static T WithVersion<T>(T options)
        where T : InvokeOptions
    {
        options.Version ??= ProviderVersion.Value;
        return options;
    }
}
