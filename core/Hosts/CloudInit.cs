using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stratus.Core.Hosts;

/// <summary>What cloud-init is told at an instance's first boot.</summary>
public static class CloudInit
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// User data by which a machine shows the one host key that its stack expects, from the first packet, and generates none of its own
    /// (cloud-init, <c>cc_ssh</c>: <c>ssh_keys</c>). The text is JSON, which YAML contains, and a secret: it holds the private key.
    /// </summary>
    /// <param name="hostKey">The public host key as known_hosts has it.</param>
    /// <param name="privateKey">Its private half in OpenSSH's format.</param>
    /// <returns>A cloud-config document.</returns>
    public static string ForHostKey(string hostKey, string privateKey)
    {
        var name = KeyName(hostKey);
        var config = new Dictionary<string, object>
        {
            // Those that the image was built with, if any: everyone has them who has the image.
            ["ssh_deletekeys"] = true,
            // sshd takes no key file without a line break at its end.
            ["ssh_keys"] = new Dictionary<string, string> { [$"{name}_private"] = privateKey.Trim() + "\n", [$"{name}_public"] = hostKey },
        };
        return $"#cloud-config\n{JsonSerializer.Serialize(config, Plain)}\n";
    }

    private static string KeyName(string hostKey) => hostKey.Split(' ')[0] switch
    {
        "ssh-ed25519" => "ed25519",
        "ssh-rsa" => "rsa",
        ['e', 'c', 'd', 's', 'a', '-', ..] => "ecdsa",
        var other => throw new ArgumentException($"cloud-init installs no host key of algorithm {other}", nameof(hostKey)),
    };
}
