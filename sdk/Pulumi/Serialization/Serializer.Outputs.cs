using Google.Protobuf.WellKnownTypes;
using static Pulumi.Serialization.Signatures;

namespace Pulumi.Serialization;

internal sealed partial class Serializer
{
    private async ValueTask<Value> SerializeOutputAsync(string path, IOutput output)
    {
        var data = await output.GetUntypedDataAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (keepOutputValues)
        {
            return await SerializeOutputValueAsync(path, data).ConfigureAwait(false);
        }
        if (!data.IsKnown)
        {
            // Secret or not: the engine takes the bare sentinel, there is nothing yet to hide.
            return Value.ForString(Unknown);
        }
        var value = await SerializeAsync(path, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Special(Secret, ("value", value)) : value;
    }

    private async ValueTask<Value> SerializeOutputValueAsync(string path, OutputData<object?> data)
    {
        // What is inside an output needs no marks of its own kind: the output's stand for all of it.
        var inner = new Serializer(keepOutputValues: false, excludeReferences);
        var value = data.IsKnown ? await inner.SerializeAsync(path, data.Value).ConfigureAwait(false) : null;
        Dependencies.UnionWith(inner.Dependencies);
        var urns = await DependencyUrns.ResolveAsync(data.Resources.Union(inner.Dependencies)).ConfigureAwait(false);
        if (value is not null && !data.IsSecret && urns.Count == 0)
        {
            return value;
        }
        var result = Special(OutputValue).StructValue;
        if (value is not null)
        {
            result.Fields["value"] = value;
        }
        if (data.IsSecret)
        {
            result.Fields["secret"] = Value.ForBool(true);
        }
        if (urns.Count > 0)
        {
            result.Fields["dependencies"] = Value.ForList([.. urns.Order(StringComparer.Ordinal).Select(Value.ForString)]);
        }
        return Value.ForStruct(result);
    }

    private async ValueTask<Value> SerializeResourceAsync(Resource resource)
    {
        if (!excludeReferences)
        {
            Dependencies.Add(resource);
        }
        var urn = Value.ForString((await resource.Urn.DataTask.ConfigureAwait(false)).Value);
        if (resource is not CustomResource custom)
        {
            return Special(Signatures.Resource, ("urn", urn));
        }
        var id = await custom.Id.DataTask.ConfigureAwait(false);
        return Special(Signatures.Resource, ("urn", urn), ("id", Value.ForString(id.IsKnown ? id.Value : "")));
    }
}
