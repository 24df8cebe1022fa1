using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

public class ConfigTests
{
    private sealed record Shape(string Name, int[] Sizes);

    private static async Task ReadAsync(Dictionary<string, object> config, Func<Task> read)
    {
        var run = await WireRun.OfAsync(read, variables: new() { ["PULUMI_CONFIG"] = JsonSerializer.Serialize(config) });
        run.ExitCode.ShouldBe(0, string.Join('\n', run.Logs.Select(log => log.Message)));
    }

    [Fact]
    public Task Every_kind_of_value_is_read_in_its_own_way() => ReadAsync(
        new()
        {
            ["proj:text"] = "t",
            ["proj:yes"] = "true",
            ["proj:no"] = "false",
            ["proj:int"] = "-42",
            ["proj:double"] = "1.5e3",
            ["proj:object"] = """{"Name":"n","Sizes":[1,2]}""",
            ["proj:lower"] = """{"name":"n"}""",
            ["other:text"] = "o",
            ["legacy:config:text"] = "l",
            ["proj:number-not-string"] = 7,
        },
        async () =>
        {
            var config = new Config();
            (config.Get("text"), config.Require("text")).ShouldBe(("t", "t"));
            (config.GetBoolean("yes"), config.RequireBoolean("no")).ShouldBe((true, false));
            (config.GetInt32("int"), config.RequireInt32("int")).ShouldBe((-42, -42));
            (config.GetDouble("double"), config.RequireDouble("double")).ShouldBe((1500, 1500));
            config.GetObject<Shape>("object")!.Sizes.ShouldBe([1, 2]);
            config.RequireObject<Shape>("object").Name.ShouldBe("n");
            config.RequireObject<Shape>("lower", new() { PropertyNameCaseInsensitive = true }).Name.ShouldBe("n");
            config.Get("number-not-string").ShouldBe("7");
            (new Config("other").Get("text"), new Config("other:config").Get("text")).ShouldBe(("o", "o"));
            new Config("legacy").Get("text").ShouldBe("l");

            (await config.GetSecret("text")!.SeeAsync()).Marks.ShouldBe(("t", true, true));
            (await config.RequireSecret("text").SeeAsync()).Marks.ShouldBe(("t", true, true));
            (await config.GetSecretBoolean("yes")!.SeeAsync()).Marks.ShouldBe((true, true, true));
            (await config.RequireSecretBoolean("no").SeeAsync()).Marks.ShouldBe((false, true, true));
            (await config.GetSecretInt32("int")!.SeeAsync()).Marks.ShouldBe((-42, true, true));
            (await config.RequireSecretInt32("int").SeeAsync()).Marks.ShouldBe((-42, true, true));
            (await config.GetSecretDouble("double")!.SeeAsync()).Marks.ShouldBe((1500, true, true));
            (await config.RequireSecretDouble("double").SeeAsync()).Marks.ShouldBe((1500, true, true));
            config.GetSecretObject<int[]>("absent").ShouldBeNull();
            var shape = await config.RequireSecretObject<Shape>("object").SeeAsync();
            (shape.Value.Name, shape.IsSecret).ShouldBe(("n", true));
            (await config.GetSecretObject<Shape>("object")!.SeeAsync()).Value.Name.ShouldBe("n");
        });

    [Fact]
    public Task What_is_missing_is_null_when_asked_for_and_an_error_when_required() => ReadAsync(new(), () =>
    {
        var config = new Config();
        config.Get("x").ShouldBeNull();
        config.GetBoolean("x").ShouldBeNull();
        config.GetInt32("x").ShouldBeNull();
        config.GetDouble("x").ShouldBeNull();
        config.GetObject<Shape>("x").ShouldBeNull();
        config.GetSecret("x").ShouldBeNull();
        config.GetSecretBoolean("x").ShouldBeNull();
        config.GetSecretInt32("x").ShouldBeNull();
        config.GetSecretDouble("x").ShouldBeNull();

        const string text = "Missing Required configuration variable 'proj:x'\n\tplease set a value using the command `pulumi config set proj:x <value>`";
        foreach (var require in new Action[]
        {
            () => config.Require("x"), () => config.RequireSecret("x"),
            () => config.RequireBoolean("x"), () => config.RequireSecretBoolean("x"),
            () => config.RequireInt32("x"), () => config.RequireSecretInt32("x"),
            () => config.RequireDouble("x"), () => config.RequireSecretDouble("x"),
            () => config.RequireObject<Shape>("x"), () => config.RequireSecretObject<Shape>("x"),
        })
        {
            Should.Throw<RunException>(require).Message.ShouldBe(text);
        }
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_value_of_the_wrong_form_is_named_with_the_type_it_should_have() => ReadAsync(new() { ["proj:x"] = "Odd" }, () =>
    {
        var config = new Config();
        foreach (var (read, type) in new (Action, string)[]
        {
            (() => config.GetBoolean("x"), "Boolean"), (() => config.RequireSecretBoolean("x"), "Boolean"),
            (() => config.RequireInt32("x"), "Int32"), (() => config.GetSecretInt32("x"), "Int32"),
            (() => config.RequireDouble("x"), "Double"), (() => config.GetSecretDouble("x"), "Double"),
            (() => config.GetObject<int[]>("x"), "System.Int32[]"), (() => config.RequireSecretObject<int[]>("x"), "System.Int32[]"),
        })
        {
            Should.Throw<RunException>(read).Message.ShouldBe($"Configuration 'proj:x' value 'Odd' is not a valid {type}");
        }
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_missing_value_that_stops_the_program_is_shown_without_a_stack_trace()
    {
        var run = await WireRun.OfAsync(() => new Config("a").Require("b"));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldStartWith("Missing Required configuration variable 'a:b'");
    }

    [Fact]
    public async Task The_run_knows_what_it_is_called()
    {
        var seen = "";
        var run = await WireRun.OfAsync(
            () =>
            {
                var it = Deployment.Instance;
                seen = $"{it.OrganizationName}/{it.ProjectName}/{it.StackName} {it.IsDryRun} {it.RootDirectory}";
            },
            new() { DryRun = true },
            new() { ["PULUMI_ORGANIZATION"] = "org", ["PULUMI_ROOT_DIRECTORY"] = "/root" });
        run.ExitCode.ShouldBe(0);
        seen.ShouldBe("org/proj/dev True /root");

        await WireRun.OfAsync(() =>
        {
            seen = Deployment.Instance.OrganizationName;
            Should.Throw<InvalidOperationException>(() => Deployment.Instance.RootDirectory);
        });
        seen.ShouldBe("organization");
    }

    [Fact]
    public async Task The_engines_version_may_be_required()
    {
        var run = await WireRun.OfAsync(() => Deployment.RequirePulumiVersionAsync(">=3.200.0"));

        run.ExitCode.ShouldBe(0);
        run.Requests<Pulumirpc.RequirePulumiVersionRequest>().ShouldHaveSingleItem().PulumiVersionRange.ShouldBe(">=3.200.0");
    }

#if !OFFICIAL
    // Only the offline engine gives the sentinel for what it cannot decrypt; Pulumi's own client would take it for the value.
    [Fact]
    public Task A_value_that_could_not_be_decrypted_is_an_unknown_secret() => ReadAsync(
        new() { ["proj:key"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
        async () =>
        {
            (await new Config().RequireSecret("key").SeeAsync()).Marks.ShouldBe((null!, false, true));
            (await new Config().GetSecretInt32("key")!.SeeAsync()).Marks.ShouldBe((0, false, true));
            (await new Config().RequireSecretObject<Shape>("key").SeeAsync()).Marks.ShouldBe((null!, false, true));
        });
#endif
}
