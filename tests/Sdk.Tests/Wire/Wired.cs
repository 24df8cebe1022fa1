using Google.Protobuf.WellKnownTypes;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>Values as the protocol writes them.</summary>
internal static class Wired
{
    public const string Signature = "4dabf18193072939515e22adb298388d";

    public static readonly Value Unknown = Value.ForString("04da6b54-80e4-46f7-96ec-b56ff0331ba9");

    public static Value Of(string text) => Value.ForString(text);

    public static Value Of(double number) => Value.ForNumber(number);

    public static Value Of(bool boolean) => Value.ForBool(boolean);

    public static Value List(params Value[] values) => Value.ForList(values);

    public static Value Map(params (string Key, Value Value)[] members)
    {
        var map = new Struct();
        foreach (var (key, value) in members)
        {
            map.Fields.Add(key, value);
        }
        return Value.ForStruct(map);
    }

    public static Value Secret(Value value) => Map((Signature, Of("1b47061264138c4ac30d75fd1eb44270")), ("value", value));

    public static Value Resource(string urn, string? id = null) => id is null
        ? Map((Signature, Of("5cf8f73096256a8f31e491e813e4eb8e")), ("urn", Of(urn)))
        : Map((Signature, Of("5cf8f73096256a8f31e491e813e4eb8e")), ("urn", Of(urn)), ("id", Of(id)));

    public static Value Asset(string kind, string value) => Map((Signature, Of("c44067f5952c0a294b673a41bacd8c17")), (kind, Of(value)));

    public static Value Archive(string kind, Value value) => Map((Signature, Of("0def7320c3a5731c473e5ecbe6d01bc7")), (kind, value));
}
