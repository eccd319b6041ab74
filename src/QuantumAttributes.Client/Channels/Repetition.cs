using System.Net.Http.Json;
using QuantumAttributes.Channels.Idempotency;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// Whether a request may be sent a second time when the first gets no answer in its channel (protocol.md §4): where it is safe, or the
/// server runs it at most once for the identity that signed in; and only with a body that gives the same bytes again.
/// </summary>
/// <param name="Allowed">Whether.</param>
/// <param name="Key">The idempotency key by which the server knows the request again, or null.</param>
/// <param name="Reason">For people: why not.</param>
internal sealed record Repetition(bool Allowed, string? Key, string Reason)
{
    // As much as a server takes by default with a key.
    private const int MaxHeldContent = 1024 * 1024;

    private static readonly Repetition Once = new(
        false, null, $"A request that may have an effect is sent again only with an {IdempotencyKeyField.Name}, by a client that signs in.");

    /// <summary>Looks at a request; a short body of it is held in memory from then on.</summary>
    public static async Task<Repetition> PlanAsync(HttpRequestMessage request, bool signsIn, CancellationToken cancellationToken)
    {
        string? key = signsIn ? KeyOf(request) : null;
        if (IsSafe(request.Method))
            key = null; // the server does not look at it
        else if (key is null)
            return Once;
        return await TryHoldAsync(request.Content, cancellationToken).ConfigureAwait(false)
            ? new Repetition(true, key, "It is sent twice at most.")
            : new Repetition(false, key, "Its body can be read only once; give it a length, or load it into a buffer.");
    }

    /// <summary>Whether a method has no effect (RFC 9110 §9.2.1), so that a request may be sent again whatever became of it.</summary>
    public static bool IsSafe(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace;

    private static string? KeyOf(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues(IdempotencyKeyField.Name, out var lines) && IdempotencyKeyField.TryRead([.. lines], out string? key)
            ? key
            : null;

    private static async Task<bool> TryHoldAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null or ByteArrayContent or ReadOnlyMemoryContent)
            return true; // in memory as they are
        if (content is not JsonContent && !(content.Headers.ContentLength <= MaxHeldContent))
            return false;
        await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}
