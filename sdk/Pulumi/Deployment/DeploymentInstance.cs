using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The run that the program is part of.</summary>
public sealed class DeploymentInstance
{
    private readonly DeploymentRun _run;

    internal DeploymentInstance(DeploymentRun run) => _run = run;

    /// <summary>The stack's name.</summary>
    public string StackName => _run.Identity.Stack;

    /// <summary>The project's name.</summary>
    public string ProjectName => _run.Identity.Project;

    /// <summary>The organization's name; <c>organization</c> where the backend has none.</summary>
    public string OrganizationName => _run.Identity.Organization;

    /// <summary>The folder of <c>Pulumi.yaml</c>. Throws <see cref="InvalidOperationException"/> if the engine did not say.</summary>
    public string RootDirectory =>
        _run.Identity.RootDirectory ?? throw new InvalidOperationException("Missing required environment variable PULUMI_ROOT_DIRECTORY");

    /// <summary>Whether this is a preview.</summary>
    public bool IsDryRun => _run.Identity.IsDryRun;

    /// <summary>Asks a provider's function. Unknown while an argument is.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(new Invocation(_run, token, args, options).RunAsync<T>());

    /// <inheritdoc cref="Invoke{T}(string,InvokeArgs,InvokeOptions)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(new Invocation(_run, token, args, options).RunAsync<T>());

    /// <summary>Asks a provider's function whose result is a single value.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    /// <inheritdoc cref="InvokeSingle{T}(string,InvokeArgs,InvokeOptions)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    /// <summary>Asks a provider's function whose result is a single value, with plain arguments, and waits for the answer.</summary>
    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();

    /// <summary>Asks a provider's function with plain arguments and waits for the answer.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new Invocation(_run, token, args, options).RunPlainAsync<T>();

    /// <summary>Asks a provider's function whose result is of no interest.</summary>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeAsync<ImmutableDictionary<string, object>>(token, args, options);
}
