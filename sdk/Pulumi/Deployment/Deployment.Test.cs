using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a program against mocks. Gives every resource; throws what the program threw.</summary>
    /// <typeparam name="TStack">The stack, constructed anew.</typeparam>
    public static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks testMocks, TestOptions? testOptions = null)
        where TStack : Stack, new() =>
        (await TestRun.RunAsync(testMocks, testOptions, () => Registered(new TStack())).ConfigureAwait(false)).Resources;

    /// <inheritdoc cref="TestAsync{TStack}(IMocks,TestOptions)"/>
    /// <typeparam name="TStack">The stack, taken from the services.</typeparam>
    public static async Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks testMocks, IServiceProvider serviceProvider, TestOptions? testOptions = null)
        where TStack : Stack =>
        (await TestRun.RunAsync(testMocks, testOptions, () => Registered(FromServices<TStack>(serviceProvider))).ConfigureAwait(false)).Resources;

    /// <summary>Runs a function against mocks. Gives every resource but the stack, and the stack's outputs.</summary>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    /// <inheritdoc cref="TestAsync(IMocks,TestOptions,Func{IDictionary{string,object}})"/>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        var (resources, stack) = await TestRun.RunAsync(testMocks, testOptions, () => new CallbackStack(createResources, null)).ConfigureAwait(false);
        var outputs = await stack!.Outputs.DataTask.ConfigureAwait(false);
        return ([.. resources.Where(resource => resource is not CallbackStack)], outputs.Value);
    }

    /// <inheritdoc cref="TestAsync(IMocks,TestOptions,Func{IDictionary{string,object}})"/>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="TestAsync(IMocks,TestOptions,Func{IDictionary{string,object}})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var (resources, _) = await TestAsync(testMocks, testOptions, async () =>
        {
            await createResources().ConfigureAwait(false);
            return await NoOutputs().ConfigureAwait(false);
        }).ConfigureAwait(false);
        return resources;
    }
}
