using System.Net;
using System.Text.Json;

namespace QuantumAttributes.Client.Channels;

/// <summary>The answer in a channel with which a server says that the request with this idempotency key still runs.</summary>
internal static class RunningRequest
{
    private const string Type = "urn:quantumattributes:problem:idempotency-running";
    private const int MaxLength = 1024;

    /// <summary>Whether an answer is that; it can be read afterwards in any case.</summary>
    public static async Task<bool> IsSaidInAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        HttpContent content = response.Content;
        if (response.StatusCode != HttpStatusCode.Conflict || content.Headers.ContentType?.MediaType != "application/problem+json"
            || !(content.Headers.ContentLength <= MaxLength))
            return false;
        await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument problem = JsonDocument.Parse(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("type", out JsonElement type)
                && type.ValueKind == JsonValueKind.String && type.ValueEquals(Type);
        }
        catch (JsonException)
        {
            return false; // the application's own
        }
    }
}
