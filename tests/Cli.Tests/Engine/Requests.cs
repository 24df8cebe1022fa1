using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using Stratus.Cli.Engine;

namespace Stratus.Cli.Tests.Engine;

/// <summary>Short forms of what a program sends.</summary>
internal static class Requests
{
    public const string StackUrn = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";

    public static PreviewEngine EngineWithStack()
    {
        var engine = new PreviewEngine("test", "dev");
        engine.Register(Stack());
        return engine;
    }

    public static RegisterResourceRequest Stack() => new() { Type = Wire.StackType, Name = "test-dev" };

    public static RegisterResourceRequest Component(string name, string parent = StackUrn) =>
        new() { Type = "acme:index:Home", Name = name, Parent = parent, Object = new() };

    public static RegisterResourceRequest Thing(string name, string parent = StackUrn) =>
        new() { Type = "acme:index:Thing", Name = name, Parent = parent, Custom = true, Object = new() };

    public static RegisterResourceRequest Provider(string package, string name) =>
        new() { Type = $"pulumi:providers:{package}", Name = name, Parent = StackUrn, Custom = true, Object = new() };

    public static Value Special(string kind, params (string Key, Value Value)[] members)
    {
        var value = new Struct { Fields = { [Wire.Signature] = Value.ForString(kind) } };
        foreach (var (key, member) in members)
            value.Fields[key] = member;
        return Value.ForStruct(value);
    }

    public static Value Secret(Value value) => Special(Wire.Secret, ("value", value));

    public static Value Text(string text) => Value.ForString(text);
}
