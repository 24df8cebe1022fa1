namespace Stratus.Cli.Engine;

/// <summary>The constants of Pulumi's wire format: how a value says that it is more than JSON.</summary>
internal static class Wire
{
    /// <summary>The key that marks a struct as a special value; its own value says which kind.</summary>
    public const string Signature = "4dabf18193072939515e22adb298388d";

    /// <summary>A secret: the struct's <c>value</c> holds it in clear text.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>A reference to a resource: <c>urn</c>, and <c>id</c> for a custom one.</summary>
    public const string Resource = "5cf8f73096256a8f31e491e813e4eb8e";

    /// <summary>A value with its own marks: <c>value</c> (absent means unknown), <c>secret</c>, <c>dependencies</c>.</summary>
    public const string OutputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>A file-like value: one of <c>text</c>, <c>path</c>, <c>uri</c>.</summary>
    public const string Asset = "c44067f5952c0a294b673a41bacd8c17";

    /// <summary>A folder-like value: one of <c>assets</c>, <c>path</c>, <c>uri</c>.</summary>
    public const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";

    /// <summary>Stands for a value that only an apply can know; also for an encrypted one, which a preview cannot read.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The type of the one resource that everything else descends from.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    /// <summary>How the type of an explicit provider starts; its package's name follows.</summary>
    public const string ProviderTypePrefix = "pulumi:providers:";

    /// <summary>The largest message either side accepts, as Pulumi's own engine and client have it: 400 MiB.</summary>
    public const int MaxMessageBytes = 400 * 1024 * 1024;
}
