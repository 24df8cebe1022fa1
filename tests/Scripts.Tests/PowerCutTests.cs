namespace Stratus.Scripts.Tests;

/// <summary>A file system may write a name before what it names, and one disk before another: the order that holds is the one asked for.</summary>
public class PowerCutTests
{
    // What is not flushed is as if it were not there. sync notes what a file held; whatever lasts by itself looks for that first.
    private const string Watch = """
        state_of() { printf '%s %s\n' "$1" "$(sha256sum <"$1")"; }
        is_flushed() { [[ ! -e "$1" ]] || grep -qsxF "$(state_of "$1")" "${FAKE_STATE}/flushed"; }
        hazard() { printf '%s\n' "$*" >>"${FAKE_STATE}/hazards"; }
        sync() {
            local path
            printf 'flushed %s\n' "$*" >>"${FAKE_STATE}/events"
            for path; do [[ ! -f "${path}" ]] || state_of "${path}" >>"${FAKE_STATE}/flushed"; done
        }
        lasts() {
            printf '%s\n' "$*" >>"${FAKE_STATE}/events"
            [[ "${*: -1}" == "${CLAIM}" || -z "${CLAIM}" ]] || is_flushed "${CLAIM}" || hazard "unknown to the claim: $*"
        }
        mv() { lasts mv "$@"; is_flushed "$1" || hazard "not whole yet: $2"; command mv "$@"; }
        rm() { printf "rm %s\n" "$*" >>"${FAKE_STATE}/events"; command rm "$@"; }
        mkdir() { lasts mkdir "$@"; command mkdir "$@"; }
        dd() { lasts dd "$@"; command dd "$@"; }
        blkdiscard() { lasts blkdiscard "$@"; command blkdiscard "$@"; }
        systemctl() { [[ "$1" != enable ]] || lasts systemctl "$@"; command systemctl "$@"; }
        apt-get() { [[ "$*" != *" install "* || "$*" == *--simulate* ]] || lasts apt-get "$@"; command apt-get "$@"; }
        """;

    // These write nothing where they run.
    public static TheoryData<string> Names => [.. Specimen.All.Keys.Except(["preflight", "cluster-access", "membership"])];

    [Theory, MemberData(nameof(Names))]
    public void Nothing_gets_its_name_before_it_is_whole_and_the_claim_knows_it(string name)
    {
        using var world = World.With(Specimen.All[name].Before);

        world.Apply(Specimen.All[name], Watch).ExitCode.ShouldBe(0);

        world.Has("state/flushed").ShouldBeTrue();
        Hazards(world).ShouldBeEmpty();
    }

    [Fact]
    public void No_package_is_installed_before_the_claim_knows_it()
    {
        using var world = new World();
        world.Without("curl");

        world.Apply(Specimen.Preparation, Watch).ExitCode.ShouldBe(0);

        world.Read("state/events").ShouldContain("apt-get --quiet=2");
        Hazards(world).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public void Whoever_is_told_that_it_is_ready_may_pull_the_plug(string name)
    {
        using var world = World.With(Specimen.All[name].Before);

        world.Apply(Specimen.All[name], Watch).ExitCode.ShouldBe(0);

        LastEvent(world).ShouldBe($"flushed --file-system {world.At("root/etc")} {world.At("root/usr/local")} {world.At("root/var/lib")}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Whoever_is_told_that_it_is_gone_may_pull_the_plug(string name)
    {
        using var world = World.With(Specimen.All[name].Whole);

        world.Remove(Specimen.All[name], Watch).ExitCode.ShouldBe(0);

        LastEvent(world).ShouldStartWith("flushed --file-system ");
        Hazards(world).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_system_that_flushes_no_single_file_is_flushed_whole()
    {
        using var world = new World();

        var run = world.Apply(Specimen.JoinToken, """sync() { (($# == 0)) && printf 'all\n' >>"${FAKE_STATE}/flushed"; }""");

        run.ExitCode.ShouldBe(0, run.Error);
        world.Read("state/flushed").ShouldStartWith("all\n");
    }

    private static string Hazards(World world) => world.Has("state/hazards") ? world.Read("state/hazards") : "";

    private static string LastEvent(World world) => world.Read("state/events").TrimEnd('\n').Split('\n')[^1];
}
