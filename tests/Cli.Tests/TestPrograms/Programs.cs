using System.Diagnostics;
using Pulumirpc;

namespace Stratus.TestProgram;

/// <summary>Every program by its mode.</summary>
internal static class Programs
{
    public const string Canary = "canary-7f3a91-in-clear-text";

    public static SortedDictionary<string, Func<IReadOnlyDictionary<string, string>, Task<int>>> All { get; } = new(StringComparer.Ordinal)
    {
        ["throws"] = _ => throw new InvalidOperationException("the program's own words"),
        ["exit-silently"] = _ => Task.FromResult(0),
        ["exit-3"] = _ => Task.FromResult(3),
        ["bails"] = _ => Task.FromResult(32),
        ["stack-only-and-exit"] = Raw(async raw => await raw.RegisterStackAsync() is null ? 1 : 0),
        ["hangs"] = Raw(async raw =>
        {
            var stack = await raw.RegisterStackAsync();
            await raw.RegisterAsync("acme:index:Thing", "first-thing", stack);
            using var child = Process.Start("sleep", "600");
            await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("TEST_PID_FILE") ?? "/dev/null",
                $"{child.Id}\n{Environment.ProcessId}");
            await Task.Delay(Timeout.InfiniteTimeSpan);
            return 0;
        }),
        ["killed"] = Raw(async raw =>
        {
            await raw.RegisterStackAsync();
            Process.GetCurrentProcess().Kill();
            await Task.Delay(Timeout.InfiniteTimeSpan);
            return 0;
        }),
        ["logs-error"] = Raw(async raw =>
        {
            var stack = await raw.RegisterStackAsync();
            await raw.Engine.LogAsync(new() { Severity = LogSeverity.Error, Message = "the quota is spent", Urn = stack });
            return 32;
        }),
        ["logs-error-and-finishes"] = Raw(async raw =>
        {
            await raw.RegisterStackAsync();
            await raw.Engine.LogAsync(new() { Severity = LogSeverity.Error, Message = "logged, not thrown" });
            return await raw.FinishAsync();
        }),
        ["duplicate"] = Raw(async raw =>
        {
            var stack = await raw.RegisterStackAsync();
            await raw.RegisterAsync("acme:index:Thing", "twin", stack);
            await raw.RegisterAsync("acme:index:Thing", "twin", stack);
            return await raw.FinishAsync();
        }),
        ["duplicate-swallowed"] = Raw(async raw =>
        {
            var stack = await raw.RegisterStackAsync();
            await raw.RegisterAsync("acme:index:Thing", "twin", stack);
            try
            {
                await raw.RegisterAsync("acme:index:Thing", "twin", stack);
            }
            catch (Grpc.Core.RpcException)
            {
                // A program that hides the engine's refusal does not get a plan for it.
            }
            return await raw.FinishAsync();
        }),
        ["missing-parent"] = Raw(async raw =>
        {
            await raw.RegisterStackAsync();
            await raw.RegisterAsync("acme:index:Thing", "orphan", "urn:pulumi:dev::test::acme:index:Home::gone");
            return await raw.FinishAsync();
        }),
        ["missing-dependency"] = Raw(async raw =>
        {
            var stack = await raw.RegisterStackAsync();
            await raw.RegisterAsync("acme:index:Thing", "waiting", stack, dependencies: ["urn:pulumi:dev::test::acme:index:Thing::never"]);
            return await raw.FinishAsync();
        }),
        ["prints-secret"] = _ => SecretProgram.PrintAsync(),
        ["secrets"] = _ => SecretProgram.RegisterAsync(),
        ["echo-config"] = SdkPrograms.EchoAsync,
        ["sdk"] = SdkPrograms.RegisterAsync,
        ["many"] = SdkPrograms.ManyAsync,
    };

    private static Func<IReadOnlyDictionary<string, string>, Task<int>> Raw(Func<RawProgram, Task<int>> body) => async _ =>
    {
        using var raw = new RawProgram();
        return await body(raw);
    };
}
