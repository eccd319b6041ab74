namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// What a check of a request's signature found: for logs and counters. Whoever sent the request learns only that it was refused.
/// </summary>
public enum RequestSignatureOutcome
{
    /// <summary>There is no signature of this profile. Also the default, so that what nobody checked has not passed.</summary>
    Absent,

    /// <summary>The check passed.</summary>
    Passed,

    /// <summary>A field, a parameter or a component identifier does not have its form, or a key comes twice.</summary>
    Malformed,

    /// <summary>Two signatures carry the profile's tag.</summary>
    Ambiguous,

    /// <summary>There is a signature parameter that the profile does not know.</summary>
    UnknownParameter,

    /// <summary>A signature parameter is missing.</summary>
    MissingParameter,

    /// <summary>Something that must be signed is not.</summary>
    MissingCoverage,

    /// <summary>It was created longer ago than <see cref="RequestSignatureProfile.MaxAge"/>.</summary>
    TooOld,

    /// <summary>It was created further in the future than <see cref="RequestSignatureProfile.MaxClockSkew"/>.</summary>
    FromTheFuture,

    /// <summary>It was created before the nonce store can vouch for its nonce.</summary>
    BeforeNonceStore,

    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It expires later than <see cref="RequestSignatureProfile.MaxLifetime"/> after it was created.</summary>
    LifetimeTooLong,

    /// <summary>The parameter <c>keyid</c> names another key.</summary>
    KeyMismatch,

    /// <summary>The parameter <c>alg</c> is not the key's algorithm.</summary>
    AlgorithmMismatch,

    /// <summary>A covered component is absent from the message or cannot be signed.</summary>
    MissingComponent,

    /// <summary>The signature is not this key's over this message.</summary>
    InvalidSignature,

    /// <summary>
    /// The classical signature is there alone, or not with the times, the nonce and the components of the post-quantum one.
    /// </summary>
    Unpaired,

    /// <summary>The classical signature's <c>keyid</c> or <c>alg</c> is not that of the identity's classical key, or it has none.</summary>
    ClassicalKeyMismatch,

    /// <summary>The classical signature is not the identity's over this message.</summary>
    InvalidClassicalSignature,

    /// <summary>The nonce was used before.</summary>
    Replayed,

    /// <summary>The nonce store has no room for this identity: the answer is 429.</summary>
    NonceStoreFull,
}
