using Pulumirpc;
using Stratus.Cli.Engine;
using static Stratus.Cli.Tests.Engine.Requests;

namespace Stratus.Cli.Tests.Engine;

public sealed class RefusalTests
{
    private const string Missing = "urn:pulumi:dev::test::acme:index:Thing::missing";

    [Fact]
    public void A_second_resource_of_the_same_urn() => Refused("duplicate resource", Thing("lamp"), Thing("lamp"));

    [Fact]
    public void A_component_and_a_custom_resource_of_the_same_urn() =>
        Refused("duplicate resource", Thing("lamp"), new() { Type = "acme:index:Thing", Name = "lamp", Parent = StackUrn });

    [Fact]
    public void A_second_stack() => Refused("a second stack", new RegisterResourceRequest { Type = Wire.StackType, Name = "other" });

    [Fact]
    public void A_parent_that_does_not_exist() => Refused("names a parent that does not exist: " + Missing, Thing("lamp", Missing));

    [Fact]
    public void A_dependency_that_does_not_exist() =>
        Refused("names a dependency that does not exist", With(request => request.Dependencies.Add(Missing)));

    [Fact]
    public void A_dependency_of_a_property_that_does_not_exist() =>
        Refused("names a dependency that does not exist",
            With(request => request.PropertyDependencies["text"] = new() { Urns = { Missing } }));

    [Fact]
    public void A_provider_that_does_not_exist() =>
        Refused("names a provider that does not exist",
            With(request => request.Provider = $"urn:pulumi:dev::test::pulumi:providers:acme::no::{Wire.Unknown}"));

    [Fact]
    public void A_provider_that_is_none() =>
        Refused("as its provider, which is a acme:index:Thing", Thing("a"),
            With(request => request.Provider = "urn:pulumi:dev::test::acme:index:Thing::a::id"));

    [Fact]
    public void A_provider_of_another_package() => Refused("is of package 'acme', but its provider is", Provider("aws", "eu"),
        With(request => request.Provider = "urn:pulumi:dev::test::pulumi:providers:aws::eu::id"));

    [Fact]
    public void A_component_that_hands_down_a_provider_that_does_not_exist() =>
        Refused("names a provider that does not exist", With(request => request.Providers["acme"] = $"{Missing}::id"));

    [Theory]
    [InlineData("acme")]
    [InlineData("acme:Thing")]
    [InlineData("acme:index:Thing:more")]
    [InlineData(":index:Thing")]
    [InlineData("acme:index:")]
    public void A_custom_resource_whose_type_does_not_have_three_parts(string type) =>
        Refused("does not have three parts", With(request => request.Type = type));

    [Theory]
    [InlineData("acme::Thing")]
    [InlineData("acme:index:Thing$b")]
    public void A_type_that_cannot_stand_in_a_urn(string type) =>
        Refused("separate the parts of a URN", With(request => request.Type = type));

    [Fact]
    public void A_resource_without_a_name() => Refused("has no name", With(request => request.Name = ""));

    [Fact]
    public void A_component_without_a_type() => Refused("has no type", new RegisterResourceRequest { Name = "lamp", Parent = StackUrn });

    [Fact]
    public void An_alias_that_is_another_resource() =>
        Refused("also belongs to", Thing("old"), With(request => request.Aliases.Add(new Alias { Spec = new() { Name = "old" } })));

    [Fact]
    public void A_resource_whose_urn_is_anothers_alias() =>
        Refused("also belongs to", With(request => request.Aliases.Add(new Alias { Spec = new() { Name = "old" } })), Thing("old"));

    [Fact]
    public void An_alias_of_two_resources() => Refused("also belongs to",
        With(request => request.AliasURNs.Add(Missing)),
        With(request => (request.Name = "other", request.Aliases).Aliases.Add(new Alias { Urn = Missing })));

    [Fact]
    public void Outputs_of_what_was_never_registered() =>
        Should.Throw<EngineRefusal>(() =>
            EngineWithStack().RegisterOutputs(new() { Urn = Missing })).Message.ShouldContain("never registered");

    [Fact]
    public void Outputs_of_a_custom_resource()
    {
        var engine = EngineWithStack();
        var urn = engine.Register(Thing("lamp")).Urn;
        Should.Throw<EngineRefusal>(() => engine.RegisterOutputs(new() { Urn = urn })).Message.ShouldContain("not a component");
    }

    [Fact]
    public void Outputs_that_are_registered_twice()
    {
        var engine = EngineWithStack();
        engine.RegisterOutputs(new() { Urn = StackUrn });
        Should.Throw<EngineRefusal>(() => engine.RegisterOutputs(new() { Urn = StackUrn })).Message.ShouldContain("twice");
    }

    [Fact]
    public void But_not_an_alias_that_is_the_resources_own_urn_nor_a_type_of_any_form_for_a_component()
    {
        var engine = EngineWithStack();
        engine.Register(With(request => request.Aliases.Add(new Alias { Spec = new() })));
        engine.Register(new() { Type = "house", Name = "one", Parent = StackUrn });
    }

    private static RegisterResourceRequest With(Action<RegisterResourceRequest> change)
    {
        var request = Thing("lamp");
        change(request);
        return request;
    }

    private static void Refused(string reason, params RegisterResourceRequest[] requests)
    {
        var engine = EngineWithStack();
        foreach (var request in requests[..^1])
            engine.Register(request);
        Should.Throw<EngineRefusal>(() => engine.Register(requests[^1])).Message.ShouldContain(reason);
    }
}
