using System.Collections.Concurrent;
using System.Globalization;

namespace Stratus.Scripts.Tests;

/// <summary>
/// Kills a run before and after each command that changes something on the host. A machine of two cores takes an hour for all of them, so
/// they are thinned out evenly, for each test to others; STRATUS_EVERY_LINE=1 kills at each.
/// </summary>
public abstract class KillTests(string name)
{
    private static readonly ConcurrentDictionary<(string, string), List<int>> Known = new();
    private const int Sample = 3;

    // How many tests kill the same verb.
    private const int Shifts = 3;

    // Counts the commands of the main shell. Claims grow by lines that are noted before they are acted on: their size is no change.
    private const string Watch = """
        step_count=0 step_before="" step_command=""
        step() {
            local now previous="${step_command}"
            step_command="$1"
            step_count=$((step_count + 1))
            case "${previous}" in "[["* | "(("* | local* | return* | read* | case* | for* | shift* | continue | found=* | path=* | note* | NOTED* | "sweep "* | temporary_of* | TEMPORARY=* | left=* | grep*) return ;; esac
            now="$(find "${FAKE_ROOT}" "${FAKE_STATE}" ! -name '*.claim' ! -name calls ! -name environments ! -name points -printf '%p %T@ %s\n')"
            [[ "${now}" == "${step_before}" ]] || printf '%s\n' "${step_count}" >>"${FAKE_STATE}/points"
            step_before="${now}"
        }
        set -T
        trap '((BASH_SUBSHELL)) || step "${BASH_COMMAND}"' DEBUG
        """;

    [Fact]
    public void A_killed_apply_is_completed_by_the_next() => Recovers("apply", then: "apply");

    [Fact]
    public void A_killed_apply_is_undone_by_remove() => Recovers("apply", then: "remove");

    [Fact]
    public void A_killed_remove_is_completed_by_the_next() => Recovers("remove", then: "remove");

    [Fact]
    public void A_killed_remove_is_undone_by_apply() => Recovers("remove", then: "apply");

    private void Recovers(string killed, string then)
    {
        using var world = Before(killed);
        // What the one verb ends in is what the other begins with.
        using var expected = Before(then == "apply" ? "remove" : "apply");
        foreach (var point in Points(killed, shift: then == "apply" ? 0 : 1))
        {
            Kill(world, killed, point);
            var recovery = world.Run(Specimen, then);
            recovery.ExitCode.ShouldBe(0, $"killed at {point}: {recovery.Error}");
            world.ShouldBeAs(expected.Snapshot(), $"killed at {point}");
        }
    }

    [Fact]
    public void A_killed_apply_never_looks_as_if_all_were_well()
    {
        using var world = Before("apply");
        using var whole = Before("remove");
        foreach (var point in Points("apply", shift: 2))
        {
            Kill(world, "apply", point);
            if (DriftReport.Of(world).Matches && world.Has(ClaimFile)) world.ShouldBeAs(whole.Snapshot(), $"killed at {point}");
        }
    }

    [Fact]
    public void A_killed_removal_never_looks_as_if_all_were_well()
    {
        using var world = Before("remove");
        var whole = world.Snapshot();
        foreach (var point in Points("remove", shift: 2))
        {
            Kill(world, "remove", point);
            if (!DriftReport.Of(world).Matches || !world.Has(ClaimFile)) continue;
            // It had come to write its first word, and nothing else.
            foreach (var unused in Directory.GetFiles(world.At("root/var/lib/stratus"), ".stratus.*.claim.*")) File.Delete(unused);
            world.ShouldBeAs(whole, $"killed at {point}");
        }
    }

    private void Kill(World world, string verb, int point)
    {
        world.Restore();
        world.Run(Specimen, verb, KillAt(point)).ExitCode.ShouldBe(137);
    }

    private string ClaimFile => $"root/var/lib/stratus/{Path.GetFileNameWithoutExtension(Specimen.Script)}.claim";

    private Specimen Specimen => Tests.Specimen.All[name];

    // The world in which the verb is run for the first time.
    private World Before(string verb) => World.With(verb == "remove" ? Specimen.Whole : Specimen.Before);

    private IEnumerable<int> Points(string verb, int shift)
    {
        var points = Known.GetOrAdd((name, verb), _ => FindPoints(verb));
        if (Environment.GetEnvironmentVariable("STRATUS_EVERY_LINE") == "1") return points;
        var stride = Math.Max(1, points.Count / Sample);
        // From the end, which is where most has happened.
        return points.Where((_, index) => (points.Count - 1 - index) % stride == shift * stride / Shifts);
    }

    private List<int> FindPoints(string verb)
    {
        using var world = Before(verb);
        world.Run(Specimen, verb, Watch).ExitCode.ShouldBe(0);
        var after = world.Read("state/points").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(point => point > 1);
        var points = after.SelectMany(point => (int[])[point - 1, point]).Distinct().Order().ToList();
        points.Count.ShouldBeGreaterThan(2);
        return points;
    }

    private static string KillAt(int point) => $$"""
        step_count=0
        set -T
        trap '((BASH_SUBSHELL)) || ((++step_count != {{point}})) || kill -9 $$' DEBUG
        """;
}

public class PreparationKillTests() : KillTests("preparation");

public class PreparationOnDiskKillTests() : KillTests("preparation-disk");

public class JoinTokenKillTests() : KillTests("join-token");

public class K3sKillTests() : KillTests("k3s");

public class ContainerdKillTests() : KillTests("containerd");
