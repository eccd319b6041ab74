namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>What the wire protocol (§6) fixes about the signature of a request.</summary>
public static class RequestSignatureProfile
{
    /// <summary>The value of the parameter <c>tag</c>: other signatures on a message are none of ours.</summary>
    public const string Tag = "quantum-auth";

    /// <summary>The label under which <see cref="RequestSigner"/> signs. A verifier takes any.</summary>
    public const string Label = "qa";

    /// <summary>The value of <c>tag</c> on the classical signature that stands beside the other in a hybrid pair.</summary>
    public const string ClassicalTag = "quantum-auth-classical";

    /// <summary>The label of the classical signature.</summary>
    public const string ClassicalLabel = "qac";

    /// <summary>The shortest nonce, in bytes.</summary>
    public const int MinNonceSize = 16;

    /// <summary>The longest nonce, in bytes.</summary>
    public const int MaxNonceSize = 32;

    /// <summary>The field of the signature's parameters (RFC 9421 §4.1).</summary>
    public const string SignatureInputField = "signature-input";

    /// <summary>The field of the signature (RFC 9421 §4.2).</summary>
    public const string SignatureField = "signature";

    /// <summary>The field of the content's digest (RFC 9530 §2).</summary>
    public const string ContentDigestField = "content-digest";

    /// <summary>The field of the content's media type.</summary>
    public const string ContentTypeField = "content-type";

    /// <summary>How old a signature may be: 60 s.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How far a signer's clock may be ahead: 5 s.</summary>
    public static TimeSpan MaxClockSkew { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after <c>created</c> a signature may expire: 300 s.</summary>
    public static TimeSpan MaxLifetime { get; } = TimeSpan.FromSeconds(300);

    /// <summary>How long after <c>created</c> a nonce is remembered, 120 s: longer than any verifier accepts it.</summary>
    public static TimeSpan NonceRetention { get; } = TimeSpan.FromSeconds(120);

    /// <summary>What every signature covers.</summary>
    public static IReadOnlyList<string> CoveredAlways { get; } =
        [DerivedComponent.Method, DerivedComponent.Authority, DerivedComponent.Path, DerivedComponent.Query];

    /// <summary>What a signature covers besides when the request has content.</summary>
    public static IReadOnlyList<string> CoveredWithContent { get; } = [ContentDigestField, ContentTypeField];

    private static string[] Known { get; } = [.. CoveredAlways, .. CoveredWithContent, Sessions.SessionTicketField.ComponentName];

    private static IReadOnlyList<string> CoveredOfContent { get; } = [.. CoveredAlways, .. CoveredWithContent];

    /// <summary>A component's name as a string, which nearly all requests have in common.</summary>
    internal static string NameOf(ReadOnlySpan<char> component)
    {
        foreach (string known in Known)
        {
            if (component.SequenceEqual(known))
                return known;
        }

        return component.ToString();
    }

    internal static IReadOnlyList<string> CoveredIn(IMessageComponents message) => message.HasContent ? CoveredOfContent : CoveredAlways;
}
