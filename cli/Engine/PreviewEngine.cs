using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Engine;

/// <summary>
/// What the Pulumi engine does in a preview, without providers: inputs come back as they were, whatever a provider would compute stays
/// unknown, secrets stay secret. Nothing is created, and nothing outside this process is asked.
/// </summary>
internal sealed class PreviewEngine
{
    private readonly string project;
    private readonly string stack;
    private readonly Registry registry = new();
    private readonly Masking masking;

    /// <summary>An engine for one run of one stack.</summary>
    public PreviewEngine(string project, string stack)
    {
        (this.project, this.stack) = (project, stack);
        masking = new(Secrets.Add);
    }

    /// <summary>The secrets that the program sent, to be struck out of its messages.</summary>
    public SecretTexts Secrets { get; } = new();

    /// <summary>What the program and this engine said.</summary>
    public Diagnostics Diagnostics { get; } = new();

    /// <summary>True once the program said that it has registered everything.</summary>
    public bool Finished { get; private set; }

    /// <summary>The resources so far, in no particular order.</summary>
    public IReadOnlyList<PlanResource> Resources => registry.Snapshot();

    /// <summary>Registers a resource and answers as a preview does.</summary>
    public RegisterResourceResponse Register(RegisterResourceRequest request)
    {
        var registration = Registration.Read(request, project, stack, masking);
        registry.Add(registration);
        if (request.Remote)
            Diagnostics.Warn(registration.Resource.Urn, "is made by its provider: the resources inside it are not part of an offline plan");
        return new()
        {
            Urn = registration.Resource.Urn,
            // An empty id is an unknown one.
            Id = request.ImportId,
            Object = request.Remote ? new() : Echo(request),
        };
    }

    /// <summary>
    /// Registers something that exists already. Its state is the cloud's to tell: only what the program said of it is known.
    /// </summary>
    public ReadResourceResponse Read(ReadResourceRequest request)
    {
        var registration = Registration.Read(request, project, stack, masking);
        registry.Add(registration);
        return new() { Urn = registration.Resource.Urn, Properties = request.Properties ?? new() };
    }

    /// <summary>Keeps a component's outputs.</summary>
    public void RegisterOutputs(RegisterResourceOutputsRequest request) =>
        registry.AddOutputs(request.Urn, masking.Object(request.Outputs));

    /// <summary>
    /// Answers a provider's function. Only the provider could, so every result is unknown: <c>unknown</c> says so, and for clients that
    /// do not read that flag a single unknown member does, because a result with an unknown member is unknown as a whole.
    /// </summary>
    public Struct Invoke(string token, Struct? arguments)
    {
        if (token == "pulumi:pulumi:getResource")
            return GetResource(arguments?.Fields.GetValueOrDefault("urn")?.StringValue ?? "");
        Diagnostics.Unanswered(token);
        return new() { Fields = { ["unknown"] = Value.ForString(Wire.Unknown) } };
    }

    /// <summary>Notes that the program has registered everything.</summary>
    public void Finish() => Finished = true;

    private Struct GetResource(string urn)
    {
        if (registry.Find(urn) is null)
            throw new EngineRefusal($"the program looked up {urn}, which is not registered",
                "Register the resource before it is looked up.");
        return new()
        {
            Fields =
            {
                ["urn"] = Value.ForString(urn),
                ["id"] = Value.ForString(Wire.Unknown),
                ["state"] = Value.ForStruct(new()),
            },
        };
    }

    // What a program declares as a secret output is secret even where it is an input that was given in clear text.
    private static Struct Echo(RegisterResourceRequest request)
    {
        var echo = request.Object ?? new();
        foreach (var name in request.AdditionalSecretOutputs)
            if (echo.Fields.TryGetValue(name, out var value) && value is not { StringValue: Wire.Unknown })
                echo.Fields[name] = Value.ForStruct(new()
                {
                    Fields = { [Wire.Signature] = Value.ForString(Wire.Secret), ["value"] = value },
                });
        return echo;
    }
}
