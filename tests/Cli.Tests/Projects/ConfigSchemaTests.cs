using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Projects;

public sealed class ConfigSchemaTests
{
    [Theory]
    [InlineData("size: small", "small")]
    [InlineData("size: {default: small}", "small")]
    [InlineData("size: {value: small}", "small")]
    [InlineData("size: {type: array, default: [1]}", "[1]")]
    [InlineData("demo:size: {type: string, default: small, description: how much}", "small")]
    public void A_default_counts_where_the_stack_says_nothing(string schema, string text) =>
        Load(schema, "").Values["demo:size"].Text.ShouldBe(text);

    [Fact]
    public void The_stack_wins_over_the_default() =>
        Load("size: {default: small}", "size: large").Values["demo:size"].Text.ShouldBe("large");

    [Fact]
    public void A_setting_of_another_namespace_can_be_given_a_value() =>
        Load("aws:region: {value: eu}", "").Values["aws:region"].Text.ShouldBe("eu");

    [Theory]
    [InlineData("size: {type: string}", "", "Pulumi.yaml:4:3: stack 'dev' has no value for demo:size")]
    [InlineData("size: {type: integer}", "size: big", "Pulumi.dev.yaml:2:9: demo:size must be of type integer")]
    [InlineData("size: {type: boolean}", "size: 1", "Pulumi.dev.yaml:2:9: demo:size must be of type boolean")]
    [InlineData("size: {type: array}", "size: 1", "Pulumi.dev.yaml:2:9: demo:size must be of type array")]
    [InlineData("size: {type: object}", "size: [1]", "Pulumi.dev.yaml:2:9: demo:size must be of type object")]
    [InlineData("size: {type: array, items: {type: integer}}", "size: [1, x]", "Pulumi.dev.yaml:2:13: demo:size must be of type integer")]
    [InlineData("size: {type: string, secret: true}", "size: hush",
        "Pulumi.dev.yaml:2:9: demo:size is declared secret, but stands here in clear text")]
    [InlineData("aws:region: {default: eu}", "", "Pulumi.yaml:4:25: aws:region is not a setting of this project")]
    public void What_does_not_keep_the_schema_is_an_error_at_its_place(string schema, string stack, string message)
    {
        var error = Load(schema, stack).SchemaErrors.ShouldHaveSingleItem();
        error.ShouldStartWith(message);
        error.ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("size: {type: integer}", "size: 3")]
    [InlineData("size: {type: integer}", "size: '3'")]
    [InlineData("size: {type: string}", "size: 3")]
    [InlineData("size: {type: string, secret: true}", "size: {secure: AAAB}")]
    [InlineData("size: {type: array, items: {type: object}}", "size: [{a: 1}]")]
    public void What_keeps_the_schema_is_fine(string schema, string stack) => Load(schema, stack).SchemaErrors.ShouldBeEmpty();

    [Fact]
    public void An_attribute_that_does_not_exist_is_an_error() =>
        Should.Throw<ProjectError>(() =>
            Load("size: {defualt: 1}", "")).Message.ShouldStartWith("Pulumi.yaml:4:10: 'defualt' is not an attribute");

    private static StackConfig Load(string schema, string stack)
    {
        using var folder = new TempFolder()
            .Write("Pulumi.yaml", $"name: demo\nruntime: dotnet\nconfig:\n  {schema}\n")
            .Write("Pulumi.dev.yaml", stack.Length == 0 ? "" : $"config:\n  {stack}\n");
        return StackConfig.Load(Project.Load(folder.Info), "dev");
    }
}
