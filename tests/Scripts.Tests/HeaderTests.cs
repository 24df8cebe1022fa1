namespace Stratus.Scripts.Tests;

public class HeaderTests
{
    public static TheoryData<string, string> Headers => new()
    {
        { "core/Hosts/preflight.sh", "HOST_ID RUNTIMES ROLE ENCRYPTION POOL_KIND POOL_DEVICE DOWNLOADS GUARDS" },
        { "core/Hosts/drift.sh", "HOST_ID" },
        { "components/Hosts/ssh-access.sh", "HOST_ID SSH_ADDRESS SSH_PORT SSH_USER SSH_HOST_KEY SSH_PRIVATE_KEY SSH_JUMP_ADDRESS SSH_JUMP_PORT SSH_JUMP_USER SSH_JUMP_HOST_KEY SSH_WAIT_MINUTES" },
        { "components/Hosts/preparation.sh", "HOST_ID POOL_KIND POOL_DEVICE POOL_LOOP_GIB POOL_NAME" },
        { "components/Cluster/join-token.sh", "JOIN_TOKEN AGENT_TOKEN" },
        { "components/Cluster/k3s.sh", "HOST_ID K3S_ROLE K3S_VERSION K3S_URL_AMD64 K3S_SHA256_AMD64 K3S_URL_ARM64 K3S_SHA256_ARM64 K3S_CONFIG ALLOW_UNPINNED" },
        { "components/Cluster/cluster-access.sh", "API_ADDRESS" },
        { "components/Cluster/membership.sh", "NODE_NAME" },
        { "components/Cluster/containerd.sh", "K3S_ROLE POOL_NAME" },
    };

    [Theory, MemberData(nameof(Headers))]
    public void The_header_declares_what_the_body_uses(string script, string parameters)
    {
        var body = SourceTree.Own(script);
        var expected = parameters.Split(' ').Select(parameter => "STRATUS_" + parameter).ToArray();

        SourceTree.Declared(body).ShouldBe(expected, ignoreOrder: true);
        var throughTheLibrary = (string[])["STRATUS_HOST_ID", "STRATUS_ALLOW_UNPINNED"];
        SourceTree.Used(body).Where(name => name != "STRATUS_ROOT").Union(throughTheLibrary.Intersect(expected)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Headers))]
    public void Nothing_is_slept_through_traced_or_piped_into_a_shell(string script, string parameters)
    {
        parameters.ShouldNotBeEmpty();
        var body = SourceTree.Own(script);
        foreach (var banned in (string[])[@"sleep \d", "set -x", @"\| (ba)?sh\b", "/tmp/", "eval "]) body.ShouldNotMatch(banned);
    }
}
