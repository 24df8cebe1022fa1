using System.Text.Json.Nodes;
using Stratus.Core.Locking;

namespace Stratus.Core.Tests.Locking;

public sealed class VersionLockTests
{
    private static readonly string Digest = new('a', 64);

    private static string Good => $$"""
        {
          "schemaVersion": 1,
          "binaries": { "k3s": { "version": "v1.2.3+k3s1", "why": "w", "files": {
            "amd64": { "url": "https://example.com/v1.2.3%2Bk3s1/k3s", "sha256": "{{Digest}}" },
            "arm64": { "url": "https://example.com/v1.2.3+k3s1/k3s-arm64", "sha256": "" } } } },
          "charts": { "cilium": { "version": "1.2.3", "repository": "https://helm.example.com", "digest": "sha256:{{Digest}}", "why": "w" },
            "kata": { "version": "1.2.3-rc.1", "repository": "oci://ghcr.io/x/kata", "digest": "", "why": "w" } },
          "images": { "busybox": { "repository": "docker.io/library/busybox", "tag": "1.37.0", "digest": "sha256:{{Digest}}", "why": "w" } }
        }
        """;

    [Fact]
    public void A_good_lock_is_read()
    {
        var pins = VersionLock.Parse(Good);
        pins.Binary("k3s").Version.ShouldBe("v1.2.3+k3s1");
        pins.Binary("k3s").Files["amd64"].ShouldBe(new FilePin("https://example.com/v1.2.3%2Bk3s1/k3s", Digest));
        pins.Chart("cilium").ShouldBe(new ChartPin("cilium", "1.2.3", "https://helm.example.com", "sha256:" + Digest, "w"));
        pins.Image("busybox").Reference.ShouldBe("docker.io/library/busybox:1.37.0@sha256:" + Digest);
        (pins.Image("busybox") with { Digest = "" }).Reference.ShouldBe("docker.io/library/busybox:1.37.0");
        pins.Unpinned.Select(artefact => artefact.Entry).ShouldBe(["binaries.k3s.arm64", "charts.kata"]);
        pins.Unpinned[0].Fix.ShouldBe("run on a machine with network: stratus lock refresh");
    }

    [Theory]
    [InlineData("binaries.k3s.version", "latest")]
    [InlineData("binaries.k3s.version", "v1")]
    [InlineData("binaries.k3s.version", "v9.9.9")]
    [InlineData("binaries.k3s.why", " ")]
    [InlineData("binaries.k3s.files.amd64.url", "http://example.com/v1.2.3+k3s1")]
    [InlineData("binaries.k3s.files.amd64.url", "https://u:p@example.com/v1.2.3+k3s1")]
    [InlineData("binaries.k3s.files.amd64.url", "https://example.com/latest/k3s")]
    [InlineData("binaries.k3s.files.amd64.sha256", "abc")]
    [InlineData("binaries.k3s.files.amd64.sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("charts.cilium.repository", "http://helm.example.com")]
    [InlineData("charts.cilium.digest", "sha256:")]
    [InlineData("charts.cilium.digest", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("images.busybox.tag", "latest")]
    [InlineData("images.busybox.repository", "busybox")]
    [InlineData("images.busybox.repository", "docker.io/library/busybox:1")]
    [InlineData("images.busybox.digest", "md5:1")]
    public void A_bad_value_is_refused_where_it_stands(string path, string value)
    {
        // A wrong version is wrong at the addresses that do not name it.
        var errors = Errors(Planted(path, value));
        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(error => error.StartsWith(path, StringComparison.Ordinal) || error.Contains($"must name the version {value}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("binaries.k3s.why")]
    [InlineData("charts.cilium.why")]
    [InlineData("images.busybox.why")]
    [InlineData("charts.cilium.digest")]
    [InlineData("binaries.k3s.files.amd64.sha256")]
    public void A_missing_field_is_refused(string path) => Errors(Planted(path, null)).ShouldBe([$"{path}: must be a text"]);

    [Theory]
    [InlineData("extra", "extra: unknown; allowed here: schemaVersion, binaries, charts, images")]
    [InlineData("binaries.k3s.extra", "binaries.k3s.extra: unknown; allowed here: version, why, files")]
    [InlineData("binaries.k3s.files.amd64.extra", "binaries.k3s.files.amd64.extra: unknown; allowed here: url, sha256")]
    [InlineData("charts.cilium.extra", "charts.cilium.extra: unknown; allowed here: version, repository, digest, why")]
    [InlineData("images.busybox.extra", "images.busybox.extra: unknown; allowed here: repository, tag, digest, why")]
    public void An_unknown_field_is_refused(string path, string error) => Errors(Planted(path, "x")).ShouldBe([error]);

    [Theory]
    [InlineData("", "not JSON: ")]
    [InlineData("[]", "the lock: must be an object")]
    [InlineData("""{"schemaVersion":1,"schemaVersion":1}""", "not JSON: ")]
    [InlineData("""{"schemaVersion":2,"binaries":{},"charts":{},"images":{}}""", "schemaVersion: must be 1")]
    [InlineData("""{"schemaVersion":1,"binaries":[],"charts":{},"images":{}}""", "binaries: must be an object")]
    [InlineData("""{"schemaVersion":1,"binaries":{"a":1},"charts":{},"images":{}}""", "binaries.a: must be an object")]
    [InlineData("""{"schemaVersion":1,"binaries":{},"charts":{},"images":{"a":1}}""", "images.a: must be an object")]
    public void What_is_no_lock_is_refused(string json, string error) => Errors(json)[0].ShouldStartWith(error);

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var exception = Should.Throw<VersionLockException>(() => VersionLock.Parse(Planted("charts.cilium.version", "latest", Planted("images.busybox.why", ""))));
        exception.Errors.Length.ShouldBe(2);
        exception.Message.ShouldStartWith("2 mistakes in versions.lock.json:\ncharts.cilium.version: 'latest' must be an exact version");
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_that_exist()
    {
        var pins = VersionLock.Parse(Good);
        Should.Throw<ArgumentException>(() => pins.Binary("k8s")).Message.ShouldStartWith("versions.lock.json has no binary 'k8s'. It has: k3s.");
        Should.Throw<ArgumentException>(() => pins.Chart("x")).Message.ShouldStartWith("versions.lock.json has no chart 'x'. It has: cilium, kata.");
        Should.Throw<ArgumentException>(() => pins.Image("x")).Message.ShouldStartWith("versions.lock.json has no image 'x'. It has: busybox.");
    }

    [Fact]
    public void The_lock_of_this_build_names_what_the_platform_is_made_of()
    {
        VersionLock.Embedded.Binary("k3s").Files.Keys.ShouldBe(["amd64", "arm64"]);
        VersionLock.Embedded.Charts.Keys.ShouldBe(["cilium", "kata-deploy"]);
        VersionLock.Embedded.Image("busybox").Reference.ShouldStartWith("docker.io/library/busybox:");
    }

    private static System.Collections.Immutable.ImmutableArray<string> Errors(string json) => Should.Throw<VersionLockException>(() => VersionLock.Parse(json)).Errors;

    private static string Planted(string path, string? value, string? json = null)
    {
        var root = JsonNode.Parse(json ?? Good)!;
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => node[step]!).AsObject();
        if (value is null) parent.Remove(steps[^1]);
        else parent[steps[^1]] = value;
        return root.ToJsonString();
    }
}
