using Stratus.Sdk.Tests.Outputs;
using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class TestAsyncTests
{
    private sealed class Sample : Stack
    {
        public Sample() => Text = new Thing("a", new() { Text = "t" }).Text;

        [Output]
        public Output<string> Text { get; private set; }
    }

    private sealed class Services(object? service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Sample) ? service ?? new Sample() : null;
    }

    [Fact]
    public async Task A_stack_class_gives_its_resources_and_itself()
    {
        var resources = await Deployment.TestAsync<Sample>(new Recorder());

        resources.Select(resource => resource.GetType()).ShouldBe([typeof(Sample), typeof(Thing)], ignoreOrder: true);
        (await resources.OfType<Sample>().Single().Text.SeeAsync()).Value.ShouldBe("t");
    }

    [Fact]
    public async Task A_stack_class_may_come_from_services()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<Sample>(new Recorder(), new Services(null));

        resources.Length.ShouldBe(2);
        await Should.ThrowAsync<RunException>(Deployment.TestWithServiceProviderAsync<Sample>(new Recorder(), new Services("no stack")));
    }

    [Fact]
    public async Task A_function_gives_its_resources_without_the_stack_and_its_outputs()
    {
        var expected = new Dictionary<string, object?> { ["k"] = 1 };
        var (resources, outputs) = await Deployment.TestAsync(new Recorder(), new(), () =>
        {
            _ = new Thing("a");
            return (IDictionary<string, object?>)expected;
        });
        resources.ShouldHaveSingleItem().GetResourceName().ShouldBe("a");
        outputs.ShouldBe(expected);

        var (later, lateOutputs) = await Deployment.TestAsync(new Recorder(), new(), async () =>
        {
            await Task.Yield();
            _ = new Thing("b");
            return (IDictionary<string, object?>)expected;
        });
        later.ShouldHaveSingleItem().GetResourceType().ShouldBe("test:index:Thing");
        lateOutputs.ShouldBe(expected);
    }

    [Fact]
    public async Task An_action_gives_its_resources_without_the_stack()
    {
        (await Deployment.TestAsync(new Recorder(), new(), () => { _ = new Thing("a"); })).ShouldHaveSingleItem();
        (await Deployment.TestAsync(new Recorder(), new(), async () =>
        {
            await Task.Yield();
            _ = new Thing("a");
            _ = new Box("b");
        })).Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_run_is_called_as_the_options_say()
    {
        var seen = "";
        void See() => seen = string.Join(
            ' ', Deployment.Instance.OrganizationName, Deployment.Instance.ProjectName, Deployment.Instance.StackName, Deployment.Instance.IsDryRun);

        await Deployment.TestAsync(new Recorder(), new(), See);
        seen.ShouldBe("organization project stack True");

        await Deployment.TestAsync(
            new Recorder(), new() { OrganizationName = "o", ProjectName = "p", StackName = "s", RootDirectory = "/r", IsPreview = false }, () =>
            {
                See();
                seen += " " + Deployment.Instance.RootDirectory;
            });
        seen.ShouldBe("o p s False /r");
    }

    [Fact]
    public async Task What_the_program_throws_is_a_run_exception_with_the_whole_story()
    {
        var plain = await Should.ThrowAsync<RunException>(Deployment.TestAsync(new Recorder(), new(), (Action)(() => throw new RunException("plain"))));
        plain.Message.ShouldBe("plain");

        var whole = await Should.ThrowAsync<RunException>(
            Deployment.TestAsync(new Recorder(), new(), (Action)(() => throw new InvalidDataException("broken"))));
        whole.Message.ShouldContain("failed with an unhandled exception");
        whole.Message.ShouldContain("System.IO.InvalidDataException: broken");
    }

    [Fact]
    public async Task A_failing_mock_fails_the_run()
    {
        var mocks = new Recorder { Make = _ => throw new InvalidDataException("mock") };

        (await Should.ThrowAsync<RunException>(Deployment.TestAsync(mocks, new(), () => { _ = new Thing("a"); }))).Message.ShouldContain("mock");
    }

    [Fact]
    public async Task Several_logged_errors_come_together()
    {
        var thrown = await Should.ThrowAsync<AggregateException>(Deployment.TestAsync(new Recorder(), new(), () =>
        {
            Log.Error("one");
            Log.Error("two");
        }));

        thrown.InnerExceptions.Select(inner => inner.Message).ShouldBe(["one", "two"], ignoreOrder: true);
        thrown.InnerExceptions.ShouldAllBe(inner => inner is RunException);
    }

    [Fact]
    public async Task Runs_beside_each_other_do_not_meet()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 20).Select(async index =>
        {
            var resources = await Deployment.TestAsync(new Recorder(), new(), async () =>
            {
                await Task.Yield();
                _ = new Thing($"{index}");
            });
            return resources.ShouldHaveSingleItem().GetResourceName();
        }));

        names.ShouldBe(Enumerable.Range(0, 20).Select(index => $"{index}"));
        Should.Throw<InvalidOperationException>(() => Deployment.Instance);
    }
}
