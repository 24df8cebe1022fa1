using FsCheck.Xunit;
using k8s.Models;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Cluster;

namespace Stratus.Prober.Tests.Smoke;

public sealed class PodCommandTests
{
    [Theory]
    [InlineData("perl -e 'print $$ & 1, $$$'")]
    [InlineData("echo \"$(KUBERNETES_SERVICE_HOST)\" $(date) ${x} $")]
    public void A_program_arrives_as_it_was_written(string program) => Arrived(program).ShouldBe(program);

    [Property]
    public void Any_word_does(FsCheck.NonNull<string> word) => Arrived(word.Get).ShouldBe(word.Get);

    private static string Arrived(string word)
    {
        var pod = new V1Pod { Spec = new() { Containers = [new()] } };
        pod.Run(word);
        return Expansion.CommandOf(pod).Single();
    }
}
