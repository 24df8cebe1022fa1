namespace Pulumi.Command;

/// <summary>The provider of commands. It takes no configuration; a program seldom names it.</summary>
[CommandResourceType("pulumi:providers:command")]
public partial class Provider : ProviderResource
{
    /// <summary>Declares the provider.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Nothing to set.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("command", name, args ?? new ProviderArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
