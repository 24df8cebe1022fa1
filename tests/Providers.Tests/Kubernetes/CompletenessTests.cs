using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Core = Pulumi.Kubernetes.Core.V1;

namespace Providers.Tests.Kubernetes;

public class CompletenessTests
{
    private static readonly ImmutableDictionary<string, Type> Resources =
        typeof(Core.Namespace).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(CustomResource)))
            .SelectMany(type => type.GetCustomAttributes<ResourceTypeAttribute>().Select(attribute => (attribute.Type, type)))
            .ToImmutableDictionary(pair => pair.Item1, pair => pair.type);

    public static TheoryData<string> Tokens => [.. ApiModels.Kinds.Select(ApiModels.Token)];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Every_stored_kind_has_a_resource(string token) => Resources.Keys.ShouldContain(token);

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Every_field_of_a_kind_is_an_output(string token)
    {
        var outputs = Resources[token].GetProperties()
            .SelectMany(property => property.GetCustomAttributes<OutputAttribute>())
            .Select(output => output.Name);

        ApiModels.Fields(Model(token)).Select(field => field.Name).ShouldBeSubsetOf(outputs.Select(name => name!));
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Every_field_of_a_kind_and_of_its_parts_arrives_under_its_own_name(string token)
    {
        var resource = Resources[token];
        var constructor = resource.GetConstructors().Single();
        var args = FullArgs.Of(constructor.GetParameters()[1].ParameterType);

        var recorder = await Recorder.Of(options => constructor.Invoke(["all", args, options]));

        Missing(Model(token), recorder.Inputs("all"), token).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Every_field_that_was_sent_can_be_read_back(string token)
    {
        var constructor = Resources[token].GetConstructors().Single();
        object? resource = null;

        var recorder = await Recorder.Of(options =>
            resource = constructor.Invoke(["all", FullArgs.Of(constructor.GetParameters()[1].ParameterType), options]));

        foreach (var property in Resources[token].GetProperties())
            if (property.GetCustomAttribute<OutputAttribute>()?.Name is { } name && recorder.Inputs("all").TryGetValue(name, out var sent))
                ReadBack.Lost(await Outputs.Unwrap(property.GetValue(resource)!), sent, $"{token}.{name}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Every_alias_is_the_same_kind_under_another_api_version(string token)
    {
        var constructor = Resources[token].GetConstructors().Single();
        var args = FullArgs.Of(constructor.GetParameters()[1].ParameterType);
        var recorder = await Recorder.Of(options => constructor.Invoke(["all", args, options]));

        foreach (var alias in await recorder.AliasesOf("all"))
        {
            alias.Split(':')[2].ShouldBe(token.Split(':')[2]);
            alias.ShouldNotBe(token);
        }
    }

    [Fact]
    public void The_kinds_that_the_platform_is_made_of_are_among_them() =>
        new[]
        {
            "kubernetes:core/v1:Namespace", "kubernetes:core/v1:ResourceQuota", "kubernetes:batch/v1:Job",
            "kubernetes:node.k8s.io/v1:RuntimeClass",
            "kubernetes:networking.k8s.io/v1:NetworkPolicy", "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
            "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        }.ShouldBeSubsetOf(ApiModels.Kinds.Select(ApiModels.Token));

    private static Type Model(string token) => ApiModels.Kinds.Single(kind => ApiModels.Token(kind) == token);

    /// <summary>The fields of a model that what was sent lacks, as paths.</summary>
    private static IEnumerable<string> Missing(Type model, ImmutableDictionary<string, object> sent, string path)
    {
        foreach (var (name, type) in ApiModels.Fields(model))
        {
            if (!sent.TryGetValue(name, out var value))
            {
                if (!IsStatus(model, name) && !IsRecursive(path, name, type))
                    yield return $"{path}.{name}";
                continue;
            }

            if (PartOf(type, value) is { } part)
                foreach (var missing in Missing(part.Model, part.Sent, $"{path}.{name}<{part.Model.Name}>"))
                    yield return missing;
        }
    }

    /// <summary>The first part that a field holds, whether alone, in a list or in a map, if parts it has.</summary>
    private static (Type Model, ImmutableDictionary<string, object> Sent)? PartOf(Type type, object value)
    {
        if (ApiModels.IsModel(type))
            return (type, (ImmutableDictionary<string, object>)value);
        if (!type.IsGenericType || !ApiModels.IsModel(type.GetGenericArguments()[^1]))
            return null;
        var first = value is ImmutableArray<object> list ? list[0] : ((ImmutableDictionary<string, object>)value)["key"];
        return (type.GetGenericArguments()[^1], (ImmutableDictionary<string, object>)first);
    }

    /// <summary>The status of an object is the cluster's to write, not the program's.</summary>
    private static bool IsStatus(Type model, string name) => name == "status" && ApiModels.IsObject(model);

    /// <summary>JSONSchemaProps contains itself, and the args end where it does.</summary>
    private static bool IsRecursive(string path, string name, Type type) =>
        path.EndsWith($"<{nameof(k8s.Models.V1JSONSchemaProps)}>", StringComparison.Ordinal)
        && ((type.IsGenericType ? type.GetGenericArguments()[^1] : type) == typeof(k8s.Models.V1JSONSchemaProps)
            || name is "additionalItems" or "additionalProperties" or "dependencies" or "items");
}
