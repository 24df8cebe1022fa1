namespace Stratus.Scripts.Tests;

/// <summary>A host that is removed leaves no node behind, and a server no dead voter.</summary>
public class MembershipTests
{
    private const string Soon = "NOTICE=0 LEAVING=0";

    [Theory, InlineData("False"), InlineData("Unknown"), InlineData("")]
    public void A_node_that_is_lost_is_deleted(string condition)
    {
        using var world = FirstServer();
        world.Write("state/nodes/agent-1", condition);

        var run = world.Remove(Specimen.Membership, Soon);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        world.Has("state/nodes/agent-1").ShouldBeFalse();
        world.Has("state/nodes/server-1").ShouldBeTrue();
    }

    [Fact]
    public void A_node_is_given_time_to_be_seen_lost()
    {
        using var world = FirstServer();
        world.Write("state/nodes/agent-1", "True");

        var run = world.Remove(Specimen.Membership, """sleep() { printf Unknown >"${FAKE_STATE}/nodes/agent-1"; }""");

        run.ExitCode.ShouldBe(0, run.Error);
        world.Has("state/nodes/agent-1").ShouldBeFalse();
    }

    [Fact]
    public void A_node_that_is_Ready_stays_and_is_told()
    {
        using var world = FirstServer();
        world.Write("state/nodes/agent-1", "True");

        var run = world.Remove(Specimen.Membership, Soon);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("the node agent-1 stays in the cluster");
        run.Error.ShouldContain("k3s kubectl delete node agent-1");
        world.Has("state/nodes/agent-1").ShouldBeTrue();
    }

    [Fact]
    public void An_API_that_does_not_answer_ends_no_removal()
    {
        using var world = FirstServer();
        world.Write("state/broken/k3s-kubectl", "");

        world.Remove(Specimen.Membership, Soon).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(0, run.Error), run => run.Error.ShouldContain("WARNING: the node agent-1 stays in the cluster"));
    }

    [Fact]
    public void A_server_leaves_etcd_before_it_is_stopped()
    {
        using var world = FirstServer();
        world.Write("state/nodes/host-1", "True");
        world.TakeCalls();

        var run = world.Remove(Specimen.K3s, Soon);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldNotContain("stays a member");
        var calls = world.TakeCalls();
        calls.ShouldMatch("(?s)annotate node host-1 .*etcd.k3s.cattle.io/remove=true.*systemctl disable");
    }

    [Fact]
    public void A_server_that_is_not_let_go_is_removed_and_told()
    {
        using var world = FirstServer();
        world.Write("state/nodes/server-2", "True");

        // It has no node of its own: nobody lets it go.
        var run = world.Remove(Specimen.K3s, Soon);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("this server stays a member of etcd");
    }

    [Fact]
    public void The_last_server_and_an_agent_leave_nobody()
    {
        foreach (var role in (string[])["server", "agent"])
        {
            using var world = FirstServer(role);
            world.TakeCalls();

            world.Remove(Specimen.K3s.With("K3S_ROLE", role), Soon).ExitCode.ShouldBe(0);

            world.TakeCalls().ShouldNotContain("annotate");
        }
    }

    [Fact]
    public void A_k3s_that_cannot_come_up_again_does_not_stop_the_removal_of_containerds_settings()
    {
        using var world = FirstServer();
        world.Apply(Specimen.Containerd.With("POOL_NAME", "")).ExitCode.ShouldBe(0);
        world.Write("state/broken/k3s-kubectl", "");

        var run = world.Remove(Specimen.Containerd, "PATIENCE=0");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("WARNING: k3s.service did not come up again");
        world.Has("root/var/lib/stratus/containerd.claim").ShouldBeFalse();
    }

    private static World FirstServer(string role = "server")
    {
        var world = World.With(Specimen.K3s.Before);
        world.Prepare(Specimen.K3s.With("K3S_ROLE", role));
        world.Write("state/nodes/server-1", "True");
        return world;
    }
}
