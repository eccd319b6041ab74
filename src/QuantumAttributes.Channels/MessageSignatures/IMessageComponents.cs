namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// What a signature sees of an HTTP message (RFC 9421 §2). Null says that the message has no such component: a signature that
/// covers it can then be neither made nor verified. Implementations need not be thread-safe.
/// </summary>
public interface IMessageComponents
{
    /// <summary>The method of a request, case as sent (§2.2.1).</summary>
    string? Method { get; }

    /// <summary>
    /// The host and port that the client addressed (§2.2.3). On a server: the configured public origin's, not a forwarded Host.
    /// </summary>
    string? Authority { get; }

    /// <summary>The absolute path of the request, still encoded (§2.2.6).</summary>
    string? Path { get; }

    /// <summary>The query, still encoded, with its leading <c>?</c>; <c>?</c> or nothing when there is none (§2.2.7).</summary>
    string? Query { get; }

    /// <summary>The scheme of the request (§2.2.4).</summary>
    string? Scheme => null;

    /// <summary>The request target as on the request line (§2.2.5); under HTTP/2 and later, as HTTP/1.1 has it.</summary>
    string? RequestTarget => null;

    /// <summary>The status of a response (§2.2.9).</summary>
    int? Status => null;

    /// <summary>Whether the message has content. True also when that is not known yet, as with chunked coding.</summary>
    bool HasContent { get; }

    /// <summary>Gets a field: each line stripped of white space at its ends, lines joined with <c>", "</c> (§2.1).</summary>
    /// <param name="lowerCaseName">The name in lower case.</param>
    /// <returns>The value, or null if the message has no such field.</returns>
    string? GetField(string lowerCaseName);
}
