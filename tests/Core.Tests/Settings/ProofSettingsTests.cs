using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Settings;

public class ProofSettingsTests
{
    [Fact]
    public void Left_out_they_are_the_defaults() => StackFile.Dev().Parse().Settings!.Proof.ShouldBe(ProofSettings.Default);

    [Fact]
    public void Written_they_are_read() => StackFile.Dev()
        .With("proof", """{"enforce":false,"leaseSeconds":7200,"schedule":"0 */6 * * 1-5","samples":30,"budgetMs":900,"internet":false}""")
        .Parse().Settings!.Proof.ShouldBe(new()
        {
            Enforce = false,
            LeaseSeconds = 7200,
            Schedule = "0 */6 * * 1-5",
            Samples = 30,
            BudgetMs = 900,
            Internet = false,
        });

    [Fact]
    public void A_developer_may_do_without_a_proof_and_is_told_so() =>
        StackFile.Dev().With("proof.enforce", "false").Parse().Warnings.ShouldContain(warning => warning.Name == "unproven-sandboxes");

    [Fact]
    public void Nobody_else_may() => StackFile.Prod().With("proof.enforce", "false").Parse()
        .Errors.ShouldHaveSingleItem().Path.ShouldBe("proof.enforce");

    [Theory]
    [InlineData("17 3 * * *")]
    [InlineData("*/15 0-6,22 1 1,7 0")]
    public void A_schedule_has_five_fields(string schedule) => StackFile.Dev().WithText("proof.schedule", schedule).Parse().ErrorText.ShouldBe("");

    [Theory]
    [InlineData("@daily")]
    [InlineData("60 3 * * *")]
    [InlineData("17 3 * *")]
    [InlineData("17 3  * * *")]
    [InlineData("17 6-3 * * *")]
    [InlineData("17 3 0 * *")]
    [InlineData("*/0 3 * * *")]
    public void Anything_else_is_a_mistake(string schedule) =>
        StackFile.Dev().WithText("proof.schedule", schedule).Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("proof.schedule");

    [Fact]
    public void The_signing_key_is_on_P256_and_is_never_shown()
    {
        StackFile.Dev().WithText("proofPrivateKey", ProofKeys.Signer.ExportPkcs8PrivateKeyPem()).Parse().ErrorText.ShouldBe("");

        var error = StackFile.Dev().WithText("proofPrivateKey", "hunter2").Parse().Errors.ShouldHaveSingleItem();
        error.ToString().ShouldNotContain("hunter2");
        error.Fix.ShouldContain("openssl genpkey");
    }
}
