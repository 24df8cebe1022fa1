using System.Globalization;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The stack's configuration, by keys of one namespace.</summary>
public sealed class Config
{
    private const string LegacySuffix = ":config";
    private readonly string _namespace;

    /// <summary>Reads one namespace. Default: the project's name.</summary>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _namespace = name.EndsWith(LegacySuffix, StringComparison.Ordinal) ? name[..^LegacySuffix.Length] : name;
    }

    /// <summary>A value, or null.</summary>
    public string? Get(string key) => Deployment.Internal.Identity.Config.GetValueOrDefault(FullKey(key));

    /// <summary>A secret value, or null. Unknown in a preview that has no key to decrypt it.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Secret(value, text => text) : null;

    /// <summary>A <c>true</c> or <c>false</c>, or null.</summary>
    public bool? GetBoolean(string key) => Get(key) is { } value ? ParseBoolean(key, value) : null;

    /// <inheritdoc cref="GetSecret"/>
    public Output<bool>? GetSecretBoolean(string key) => Get(key) is { } value ? Secret(value, text => ParseBoolean(key, text)) : null;

    /// <summary>A whole number, or null.</summary>
    public int? GetInt32(string key) => Get(key) is { } value ? ParseInt32(key, value) : null;

    /// <inheritdoc cref="GetSecret"/>
    public Output<int>? GetSecretInt32(string key) => Get(key) is { } value ? Secret(value, text => ParseInt32(key, text)) : null;

    /// <summary>A number, or null.</summary>
    public double? GetDouble(string key) => Get(key) is { } value ? ParseDouble(key, value) : null;

    /// <inheritdoc cref="GetSecret"/>
    public Output<double>? GetSecretDouble(string key) => Get(key) is { } value ? Secret(value, text => ParseDouble(key, text)) : null;

    /// <summary>A value of JSON, or the type's default.</summary>
    public T? GetObject<T>(string key, JsonSerializerOptions? options = null) =>
        Get(key) is { } value ? ParseObject<T>(key, value, options) : default;

    /// <inheritdoc cref="GetSecret"/>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions? options = null) =>
        Get(key) is { } value ? Secret(value, text => ParseObject<T>(key, text, options)) : null;

    /// <summary>A value; its absence stops the program, saying how to set it.</summary>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<string> RequireSecret(string key) => GetSecret(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<bool> RequireSecretBoolean(string key) => GetSecretBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<int> RequireSecretInt32(string key) => GetSecretInt32(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public Output<double> RequireSecretDouble(string key) => GetSecretDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public T RequireObject<T>(string key, JsonSerializerOptions? options = null) =>
        ParseObject<T>(key, Require(key), options);

    /// <inheritdoc cref="Require"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions? options = null) =>
        GetSecretObject<T>(key, options) ?? throw Missing(key);

    private string FullKey(string key) => $"{_namespace}:{key}";

    // The offline engine cannot decrypt; it gives the sentinel in the value's place, and no text must be computed from that.
    private static Output<T> Secret<T>(string value, Func<string, T> parse) =>
        value == Signatures.Unknown ? Output.Unknown<T>(isSecret: true) : Output.CreateSecret(parse(value));

    private bool ParseBoolean(string key, string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw Invalid(key, value, nameof(Boolean)),
    };

    private int ParseInt32(string key, string value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(key, value, nameof(Int32));

    private double ParseDouble(string key, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(key, value, nameof(Double));

    private T ParseObject<T>(string key, string value, JsonSerializerOptions? options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(value, options)!;
        }
        catch (JsonException exception)
        {
            throw Invalid(key, value, typeof(T).FullName!, exception);
        }
    }

    // Quotes the value, as Pulumi does; what is secret the engine masks in all that it shows.
    private RunException Invalid(string key, string value, string type, Exception? cause = null) =>
        new($"Configuration '{FullKey(key)}' value '{value}' is not a valid {type}", cause);

    private RunException Missing(string key) => new(
        $"Missing Required configuration variable '{FullKey(key)}'\n"
        + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");
}
