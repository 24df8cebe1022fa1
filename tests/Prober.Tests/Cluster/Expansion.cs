using System.Text;
using k8s.Models;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>What becomes of a pod's command in a kubelet's hands: <c>$$</c> is a dollar sign, <c>$(NAME)</c> a variable's value where there is one.</summary>
internal static class Expansion
{
    // A kubelet gives every pod some.
    private static readonly Dictionary<string, string> Variables = new() { ["KUBERNETES_SERVICE_HOST"] = "10.43.0.1" };

    /// <summary>The command that a pod's container is started with.</summary>
    public static string[] CommandOf(V1Pod pod) => [.. pod.Spec.Containers[0].Command.Select(Of)];

    /// <summary>A word as it arrives.</summary>
    public static string Of(string word)
    {
        var arrived = new StringBuilder();
        for (var at = 0; at < word.Length; at++)
        {
            var end = word[at] == '$' && at + 1 < word.Length && word[at + 1] == '(' ? word.IndexOf(')', at) : -1;
            if (end >= 0)
            {
                arrived.Append(Variables.GetValueOrDefault(word[(at + 2)..end], word[at..(end + 1)]));
                at = end;
                continue;
            }
            arrived.Append(word[at]);
            if (word[at] == '$' && at + 1 < word.Length && word[at + 1] == '$') at++;
        }
        return arrived.ToString();
    }
}
