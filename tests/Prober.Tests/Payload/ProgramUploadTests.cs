using System.Formats.Tar;
using System.IO.Compression;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Payload;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Payload;

/// <summary>The program on its way into a cluster, and what arrives there.</summary>
public sealed class ProgramUploadTests : IDisposable
{
    private static readonly ProgramArchive Program = ProgramArchive.Of(AppContext.BaseDirectory);

    private readonly DirectoryInfo app = Directory.CreateTempSubdirectory("stratus-app-");

    public void Dispose() => app.Delete(recursive: true);

    [Fact]
    public void The_same_program_is_the_same_archive() => ProgramArchive.Of(AppContext.BaseDirectory).Digest.ShouldBe(Program.Digest);

    [Fact]
    public async Task What_arrives_in_parts_runs_where_there_is_nothing_but_the_runtime()
    {
        await using var cluster = await StandInCluster.StartAsync(new());
        await ProgramUpload.PutAsync(cluster.Client, "stratus-smoke", Program, TestContext.Current.CancellationToken);

        Unpack(cluster);

        var (code, output, errors) = await Tool.AskAsync("dotnet", Path.Combine(app.FullName, "Stratus.Prober.dll"), "--help");
        code.ShouldBe(0, errors);
        output.ShouldContain("upload");
    }

    [Fact]
    public async Task Another_program_takes_the_place_of_the_one_before()
    {
        await using var cluster = await StandInCluster.StartAsync(new());
        await ProgramUpload.PutAsync(cluster.Client, "stratus-smoke", Program, TestContext.Current.CancellationToken);
        foreach (var map in cluster.ConfigMaps.Values)
        {
            map.Metadata.Annotations["stratus.dev/program-digest"] = "another";
            map.BinaryData = new Dictionary<string, byte[]> { ["part-0"] = [1, 2, 3] };
        }

        await ProgramUpload.PutAsync(cluster.Client, "stratus-smoke", Program, TestContext.Current.CancellationToken);

        Unpack(cluster);
        File.Exists(Path.Combine(app.FullName, "Stratus.Prober.dll")).ShouldBeTrue();
    }

    private void Unpack(StandInCluster cluster)
    {
        var parts = Enumerable.Range(0, ProofNames.ProgramParts).SelectMany(number => cluster.ConfigMaps[$"stratus-smoke/stratus-smoke-program-{number}"].BinaryData[$"part-{number}"]);
        using var archive = new GZipStream(new MemoryStream([.. parts]), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(archive, app.FullName, overwriteFiles: false);
    }
}
