using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Fetches over HTTPS, and over nothing else.</summary>
internal sealed class Downloads(HttpMessageHandler handler) : IDisposable
{
    // Manifests and indexes; files are hashed as they arrive.
    private const long MaxDocumentBytes = 64 * 1024 * 1024;
    private readonly HttpClient client = new(handler, disposeHandler: false)
    {
        Timeout = TimeSpan.FromMinutes(10),
        MaxResponseContentBufferSize = MaxDocumentBytes,
    };

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    public async Task<string> Sha256Async(string url, CancellationToken cancellation)
    {
        using var response = await SendAsync(new(HttpMethod.Get, Secure(url)), HttpCompletionOption.ResponseHeadersRead, cancellation);
        Require(response, url);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(body, cancellation));
    }

    /// <summary>A small document, with the answer's status and headers for the caller to judge.</summary>
    public Task<HttpResponseMessage> GetAsync(string url, string[] accept, string? token, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Secure(url));
        foreach (var type in accept)
            request.Headers.Accept.ParseAdd(type);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
    }

    /// <summary>Throws unless the answer is a success.</summary>
    public static void Require(HttpResponseMessage response, string url)
    {
        if (!response.IsSuccessStatusCode)
            throw new LockError($"{url} answered {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    // HttpClient follows no redirect from https to http.
    private static Uri Secure(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri : throw new LockError($"'{url}' is not an https URL");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion,
        CancellationToken cancellation)
    {
        using (request)
            try
            {
                return await client.SendAsync(request, completion, cancellation);
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new LockError($"{request.RequestUri} did not answer within {client.Timeout.TotalMinutes} minutes");
            }
            catch (HttpRequestException error)
            {
                throw new LockError($"{request.RequestUri} cannot be fetched: {error.Message}");
            }
    }
}
