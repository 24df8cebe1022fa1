using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Generator;

/// <summary>A type of the Kubernetes API.</summary>
/// <param name="Model">The KubernetesClient class that it comes from.</param>
/// <param name="Namespace">Its group and version as a C# namespace: Core.V1.</param>
/// <param name="Name">Its name in the API: Namespace.</param>
/// <param name="Kind">What makes it a kind of object, or null where it is only part of one.</param>
/// <param name="Properties">Its fields, in the order of their JSON names.</param>
internal sealed record ApiType(Type Model, string Namespace, string Name, ApiKind? Kind, ImmutableArray<ApiProperty> Properties)
{
    public string QualifiedName => $"{Namespace}.{Name}";

    public string InputType => $"global::Pulumi.Kubernetes.Types.Inputs.{Namespace}.{Name}Args";

    public string OutputType => $"global::Pulumi.Kubernetes.Types.Outputs.{Namespace}.{Name}";
}

/// <summary>A kind of object that the API server stores.</summary>
/// <param name="Token">Pulumi's resource type: kubernetes:core/v1:Namespace.</param>
/// <param name="ApiVersion">The apiVersion field of its objects: networking.k8s.io/v1.</param>
/// <param name="Aliases">The resource types that it had under other API versions.</param>
internal sealed record ApiKind(string Token, string ApiVersion, ImmutableArray<string> Aliases);

/// <summary>A field.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="Shape">Its types as an input and as an output.</param>
/// <param name="IsRequired">Whether the API server refuses an object without it.</param>
/// <param name="Documentation">What it means, as XML text.</param>
internal sealed record ApiProperty(string Name, string WireName, Shape Shape, bool IsRequired, string Documentation);
