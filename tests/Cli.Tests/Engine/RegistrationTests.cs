using Pulumirpc;
using Stratus.Cli.Engine;
using Stratus.Cli.Plans;
using static Stratus.Cli.Tests.Engine.Requests;

namespace Stratus.Cli.Tests.Engine;

public sealed class RegistrationTests
{
    [Fact]
    public void A_childs_urn_holds_the_types_of_its_parents_but_not_the_stacks()
    {
        var engine = EngineWithStack();
        var home = engine.Register(Component("house")).Urn;
        var room = engine.Register(Component("room", home)).Urn;
        home.ShouldBe("urn:pulumi:dev::test::acme:index:Home::house");
        room.ShouldBe("urn:pulumi:dev::test::acme:index:Home$acme:index:Home::room");
        engine.Register(Thing("lamp", room)).Urn.ShouldBe("urn:pulumi:dev::test::acme:index:Home$acme:index:Home$acme:index:Thing::lamp");
    }

    [Fact]
    public void A_name_may_hold_the_separator_of_urns()
    {
        var engine = EngineWithStack();
        var odd = engine.Register(Component("a::b")).Urn;
        engine.Register(Thing("lamp", odd)).Urn.ShouldBe("urn:pulumi:dev::test::acme:index:Home$acme:index:Thing::lamp");
    }

    [Fact]
    public void Inputs_come_back_as_they_were_and_the_id_is_unknown()
    {
        var request = Thing("lamp");
        request.Object.Fields["password"] = Secret(Text("hush"));
        request.Object.Fields["other"] = Text(Wire.Unknown);
        var sent = request.Object.Clone();
        var answer = EngineWithStack().Register(request);
        answer.Id.ShouldBe("");
        answer.Object.ShouldBe(sent);
        answer.Result.ShouldBe(Result.Success);
    }

    [Fact]
    public void A_declared_secret_output_is_secret_even_when_it_was_given_in_clear_text()
    {
        var engine = EngineWithStack();
        var request = Thing("lamp");
        request.Object.Fields["password"] = Text("hush-hush");
        request.AdditionalSecretOutputs.Add("password");
        engine.Register(request).Object.Fields["password"].ShouldBe(Secret(Text("hush-hush")));
        Plan(engine).Resources[1].Inputs.ToJsonString().ShouldBe("""{"password":{"$secret":true}}""");
    }

    [Fact]
    public void An_import_has_its_id()
    {
        var request = Thing("lamp");
        request.ImportId = "i-1";
        EngineWithStack().Register(request).Id.ShouldBe("i-1");
    }

    [Fact]
    public void Only_options_that_were_set_are_kept()
    {
        var engine = EngineWithStack();
        var request = Thing("lamp");
        request.Protect = false;
        request.ReplaceOnChanges.AddRange(["b", "a", "a"]);
        request.CustomTimeouts = new() { Create = "300000000000ns" };
        request.Aliases.Add(new Alias { Spec = new() { Type = "acme:index:Lamp" } });
        request.Hooks = new();
        engine.Register(request);
        engine.Register(Thing("plain"));
        var plan = Plan(engine);
        plan.Resources[1].Options.ToJsonString().ShouldBe(
            """{"aliases":["urn:pulumi:dev::test::acme:index:Lamp::lamp"],"customTimeouts":{"create":"300000000000ns"},"protect":false,"replaceOnChanges":["a","b"]}""");
        plan.Resources[2].Options.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public void Dependencies_of_properties_count_and_are_sorted()
    {
        var engine = EngineWithStack();
        var (second, first) = (engine.Register(Thing("b")).Urn, engine.Register(Thing("a")).Urn);
        var request = Thing("c");
        request.Dependencies.Add(second);
        request.PropertyDependencies["text"] = new() { Urns = { first, second } };
        engine.Register(request);
        Plan(engine).Resources.Single(resource => resource.Name == "c").Dependencies.ShouldBe([first, second]);
    }

    [Fact]
    public void A_provider_reference_loses_its_id()
    {
        var engine = EngineWithStack();
        var provider = engine.Register(Provider("acme", "eu")).Urn;
        var request = Thing("lamp");
        request.Provider = $"{provider}::{Wire.Unknown}";
        engine.Register(request);
        Plan(engine).Resources.Single(resource => resource.Name == "lamp").Provider.ShouldBe(provider);
    }

    [Fact]
    public void The_plan_is_in_tree_order_whatever_order_it_was_registered_in()
    {
        var orders = new[] { "cab", "abc", "bca" }.Select(order =>
        {
            var engine = EngineWithStack();
            foreach (var name in order)
                engine.Register(Thing($"{name}-lamp", engine.Register(Component(name.ToString())).Urn));
            return string.Join(' ', Plan(engine).Resources.Select(resource => resource.Name));
        });
        orders.Distinct().ShouldHaveSingleItem().ShouldBe("test-dev a a-lamp b b-lamp c c-lamp");
    }

    [Fact]
    public void A_resource_without_a_parent_belongs_to_the_stack()
    {
        var engine = EngineWithStack();
        engine.Register(Thing("lamp", ""));
        Plan(engine).Resources[1].Parent.ShouldBe(StackUrn);
    }

    [Fact]
    public void A_chain_of_ten_thousand_parents_is_no_trouble()
    {
        var resources = Enumerable.Range(0, 10_000).Select(number => Resource(number, number == 0 ? Wire.StackType : "a")).ToList();
        PlanBuilder.Build("test", "dev", resources, []).Resources.Count.ShouldBe(10_000);
    }

    [Fact]
    public void A_looked_up_resource_is_in_the_plan_with_its_id()
    {
        var engine = EngineWithStack();
        var answer = engine.Read(new() { Type = "acme:index:Thing", Name = "old", Parent = StackUrn, Id = "i-7", Properties = new() });
        answer.Urn.ShouldBe("urn:pulumi:dev::test::acme:index:Thing::old");
        Plan(engine).Resources[1].Options.ToJsonString().ShouldBe("""{"id":"i-7"}""");
    }

    [Fact]
    public void The_result_of_an_invoke_is_unknown_as_a_whole()
    {
        var engine = EngineWithStack();
        engine.Invoke("aws:ec2/getAmi:getAmi", new()).Fields.Values.ShouldHaveSingleItem().ShouldBe(Text(Wire.Unknown));
        engine.Diagnostics.UnansweredInvokes.ShouldBe(["aws:ec2/getAmi:getAmi"]);
    }

    [Fact]
    public void A_remote_component_warns_that_its_children_are_missing()
    {
        var engine = EngineWithStack();
        var request = Component("far");
        request.Remote = true;
        request.Object.Fields["in"] = Text("x");
        engine.Register(request).Object.Fields.ShouldBeEmpty();
        engine.Diagnostics.Warnings.ShouldHaveSingleItem().ShouldContain("not part of an offline plan");
    }

    private static Plan Plan(PreviewEngine engine) => PlanBuilder.Build("test", "dev", engine.Resources, []);

    private static PlanResource Resource(int number, string type) => new()
    {
        Urn = $"urn:{number}",
        Type = type,
        Name = $"{number}",
        Parent = number == 0 ? "" : $"urn:{number - 1}",
        Custom = false,
        Provider = "",
        Version = "",
        Dependencies = [],
        Inputs = [],
        Outputs = [],
        Options = [],
    };
}
