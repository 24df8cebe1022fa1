using k8s.Models;

namespace Stratus.Prober.Smoke;

/// <summary>What a pod runs, as it stands in the pod.</summary>
internal static class PodCommand
{
    /// <summary>
    /// Has a pod run a program with words that arrive as they are. A kubelet takes <c>$$</c> in a command for one dollar sign, and <c>$(NAME)</c> for the value of a variable: a
    /// program that holds either would be another one (<c>k8s.io/kubernetes/third_party/forked/golang/expansion</c>).
    /// </summary>
    public static void Run(this V1Pod pod, params IEnumerable<string> words) => pod.Spec.Containers[0].Command = [.. words.Select(word => word.Replace("$", "$$", StringComparison.Ordinal))];
}
