using Pulumi.Utilities;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

public class StackOutputTests
{
    private const string StackUrn = "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev";

    private sealed class Named : Stack
    {
        public Named() => (Given, Hidden) = (Output.Create("g"), Output.CreateSecret(ImmutableArray.Create(1)));

        [Output]
        public Output<string> Given { get; private set; }

        [Output("renamed")]
        public Output<ImmutableArray<int>> Hidden { get; private set; }

        public Output<string> NotAnOutput { get; } = Output.Create("x");
    }

    private sealed class Forgetful : Stack
    {
        [Output]
        public Output<string>? First { get; private set; }

        [Output("second")]
        public Output<string>? Second { get; private set; }
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Named) ? new Named() : null;
    }

    private static RegisterResourceOutputsRequest OutputsOf(WireRun run) =>
        run.Requests<RegisterResourceOutputsRequest>().Single(request => request.Urn == StackUrn);

    [Fact]
    public async Task What_the_program_gives_becomes_the_outputs_of_the_stack_without_nulls_and_once()
    {
        var run = await WireRun.StartAsync(() => Deployment.RunAsync(() => new Dictionary<string, object?>
        {
            ["plain"] = "p",
            ["gone"] = null,
            ["secret"] = Output.CreateSecret("s"),
            ["unknown"] = OutputUtilities.CreateUnknown(1),
            ["nested"] = new Dictionary<string, object?> { ["list"] = new object?[] { 1, null, Output.Create(true) } },
        }));

        run.ExitCode.ShouldBe(0);
        OutputsOf(run).ShouldBe(new()
        {
            Urn = StackUrn,
            Outputs = Wired.Map(
                ("plain", Wired.Of("p")),
                ("secret", Wired.Secret(Wired.Of("s"))),
                ("unknown", Wired.Unknown),
                ("nested", Wired.Map(("list", Wired.List(
                    Wired.Of(1), Google.Protobuf.WellKnownTypes.Value.ForNull(), Wired.Of(true)))))).StructValue,
        });
    }

    [Fact]
    public async Task A_program_without_outputs_registers_none()
    {
        (await WireRun.OfAsync(() => { })).Requests<RegisterResourceOutputsRequest>().ShouldHaveSingleItem().Outputs.Fields.ShouldBeEmpty();
        OutputsOf(await WireRun.OfAsync(() => Task.CompletedTask)).Outputs.Fields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_may_give_its_outputs_later()
    {
        var run = await WireRun.StartAsync(() => Deployment.RunAsync(async () =>
        {
            await Task.Yield();
            return (IDictionary<string, object?>)new Dictionary<string, object?> { ["late"] = 1 };
        }));

        OutputsOf(run).Outputs.ShouldBe(Wired.Map(("late", Wired.Of(1))).StructValue);
    }

    [Fact]
    public async Task The_marked_properties_of_a_stack_class_are_its_outputs()
    {
        var expected = Wired.Map(("Given", Wired.Of("g")), ("renamed", Wired.Secret(Wired.List(Wired.Of(1))))).StructValue;

        OutputsOf(await WireRun.StartAsync(Deployment.RunAsync<Named>)).Outputs.ShouldBe(expected);
        OutputsOf(await WireRun.StartAsync(() => Deployment.RunAsync<Named>(new Services()))).Outputs.ShouldBe(expected);
    }

    [Fact]
    public async Task Properties_that_were_not_set_are_all_named()
    {
        var run = await WireRun.StartAsync(Deployment.RunAsync<Forgetful>);

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldBe(
            "Output(s) 'First, second' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
    }

    [Fact]
    public async Task A_component_registers_its_outputs()
    {
        var run = await WireRun.OfAsync(() => new Box("box").Finish(new Dictionary<string, object?> { ["x"] = Output.CreateSecret(1), ["y"] = null }));

        run.Requests<RegisterResourceOutputsRequest>().Single(request => request.Urn.EndsWith("::box", StringComparison.Ordinal)).ShouldBe(new()
        {
            Urn = "urn:pulumi:dev::proj::test:index:Box::box",
            Outputs = Wired.Map(("x", Wired.Secret(Wired.Of(1)))).StructValue,
        });
    }
}
