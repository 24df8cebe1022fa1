using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Rights;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>RBAC for one user, who is known by a token, and an account of which rights were used. Whoever bears no token is the test itself, and may do everything.</summary>
/// <param name="user">The user, as the API server knows it.</param>
/// <param name="roles">What is allowed.</param>
internal sealed class ClusterAccess(string user, IEnumerable<AccessRole> roles)
{
    // The ClusterRole system:discovery, which everybody has who is authenticated.
    private static readonly string[] Discovery = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"];

    // One each: of a rule about several things one may be superfluous.
    private readonly Right[] rights =
    [
        .. from role in roles
           from rule in role.Rules
           from resource in rule.Resources
           from verb in rule.Verbs
           from name in rule.Names.DefaultIfEmpty("")
           select new Right(role.Namespace, rule.Group, resource, verb, name),
    ];

    private readonly ConcurrentDictionary<Right, bool> used = new();
    private readonly ConcurrentDictionary<string, bool> refused = new();

    /// <summary>The conductor, as the component lets it where sandboxes run in a namespace.</summary>
    public static ClusterAccess OfConductor(string sandboxes) => new(ProofNames.Conductor, ConductorRights.Over(sandboxes));

    /// <summary>By which the user is known.</summary>
    public string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What was refused, in the words that the user was told, each once.</summary>
    public ICollection<string> Refused => refused.Keys;

    /// <summary>What is allowed and was never done.</summary>
    public IEnumerable<string> Unused => rights.Except(used.Keys).Select(right => right.ToString());

    /// <summary>Refuses a request that its sender has no right to; false: it has, and nothing was answered.</summary>
    public async Task<bool> RefusesAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.SingleOrDefault() is not { } bearer) return false;
        if (bearer != $"Bearer {Token}")
        {
            refused["Unauthorized"] = true;
            await Answers.RefuseAsync(context, 401, "Unauthorized", "Unauthorized");
            return true;
        }
        if (Asked(context).FirstOrDefault(asked => !IsAllowed(asked)) is not { } missing) return false;
        var message = Words(missing);
        refused[message] = true;
        await Answers.RefuseAsync(context, 403, "Forbidden", message, Details(missing));
        return true;
    }

    // A shell over a websocket is a GET, for which the API server asks since 1.35 about create as well, as it always did of a POST.
    private static IEnumerable<RequestInfo> Asked(HttpContext context)
    {
        var asked = RequestInfo.Of(context.Request);
        return context.WebSockets.IsWebSocketRequest && asked.Resource is "pods/exec" or "pods/attach" or "pods/portforward" ? [asked, asked with { Verb = "create" }] : [asked];
    }

    /// <summary>Whether the user may do something.</summary>
    public bool IsAllowed(RequestInfo asked)
    {
        if (asked.Group is null) return asked.Verb == "get" && Discovery.Any(path => path == asked.Path || (path[^1] == '*' && asked.Path.StartsWith(path[..^1], StringComparison.Ordinal)));
        if (rights.FirstOrDefault(right => right.Allows(asked)) is not { } right) return false;
        used[right] = true;
        return true;
    }

    /// <summary>Why the user may not, word for word as an API server says it.</summary>
    public string Words(RequestInfo asked)
    {
        if (asked.Group is null) return $"forbidden: User \"{user}\" cannot {asked.Verb} path \"{asked.Path}\"";
        var (kind, named) = (asked.Group.Length > 0 ? $"{Kind(asked)}.{asked.Group}" : Kind(asked), asked.Name.Length > 0 ? $" \"{asked.Name}\"" : "");
        var where = asked.Namespace.Length > 0 ? $"in the namespace \"{asked.Namespace}\"" : "at the cluster scope";
        return $"{kind}{named} is forbidden: User \"{user}\" cannot {asked.Verb} resource \"{asked.Resource}\" in API group \"{asked.Group}\" {where}";
    }

    private static string Kind(RequestInfo asked) => asked.Resource.Split('/')[0];

    private static object Details(RequestInfo asked) => asked.Group is null ? new { } : new
    {
        name = asked.Name.Length > 0 ? asked.Name : null,
        group = asked.Group.Length > 0 ? asked.Group : null,
        kind = Kind(asked),
    };
}
