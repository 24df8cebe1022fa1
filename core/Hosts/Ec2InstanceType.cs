using System.Text.RegularExpressions;

namespace Stratus.Core.Hosts;

/// <summary>An EC2 instance type that has KVM: bare metal, or virtualized and launched with nested virtualization.</summary>
public sealed partial record Ec2InstanceType
{
    private Ec2InstanceType(Ec2InstanceFamily family, string size)
    {
        Name = $"{family.Name}.{size}";
        Architecture = family.Architecture;
        IsMetal = family.Metal.Contains(size);
    }

    /// <summary>EC2's name, <c>m8i.4xlarge</c>.</summary>
    public string Name { get; }

    /// <summary>The CPU.</summary>
    public CpuArchitecture Architecture { get; }

    /// <summary>Whether it is a whole machine. It boots in minutes, where a virtualized one takes seconds.</summary>
    public bool IsMetal { get; }

    /// <summary>Whether KVM is there only if the instance is launched with <c>CpuOptions.NestedVirtualization</c> enabled.</summary>
    public bool NeedsNestedVirtualization => !IsMetal;

    /// <summary>The type of a name that <see cref="Problem"/> finds nothing wrong with.</summary>
    /// <param name="name">EC2's name.</param>
    /// <returns>The type.</returns>
    /// <exception cref="ArgumentException">The type has no KVM; the message says why.</exception>
    public static Ec2InstanceType Parse(string name) => Find(name) ?? throw new ArgumentException($"'{name}': {Problem(name)}", nameof(name));

    /// <summary>Why an instance type cannot be a host. What is not known to have KVM is refused.</summary>
    /// <param name="name">EC2's name.</param>
    /// <returns>The reason and near types that have KVM; null where there is nothing wrong.</returns>
    public static string? Problem(string name)
    {
        if (Find(name) is not null) return null;
        if (Shape().Match(name) is not { Success: true } shape) return "not the name of an instance type";
        var (family, size) = (shape.Groups["family"].Value, shape.Groups["size"].Value);
        var reason = size.StartsWith("metal", StringComparison.Ordinal)
            ? "not known to Stratus as bare metal that has KVM"
            : "virtualized without nested virtualization, so it has no /dev/kvm";
        return $"{reason}; near it and with KVM: {string.Join(", ", Ec2NearTypes.Of(family, size))}";
    }

    private static Ec2InstanceType? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;
        var (family, size) = (name[..dot], name[(dot + 1)..]);
        return Ec2InstanceFamilies.All.FirstOrDefault(one => one.Name == family) is { } known
            && (known.Metal.Contains(size) || known.Nested.Contains(size)) ? new(known, size) : null;
    }

    [GeneratedRegex(@"\A(?<family>[a-z][a-z0-9-]*)\.(?<size>nano|micro|small|medium|large|[0-9]{0,3}xlarge|metal(-[0-9]{1,3}xl)?)\z")]
    private static partial Regex Shape();
}
