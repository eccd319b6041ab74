using System.Diagnostics.CodeAnalysis;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// The signature that a request carries under the profile's tag, read but not yet checked: see
/// <see cref="RequestSignatureVerifier"/>. Immutable; as thread-safe as the message it was read from.
/// </summary>
public sealed class RequestSignature
{
    private readonly List<string> _covered;
    private readonly ReadOnlyMemory<char> _parameters;

    /// <param name="message">The request.</param>
    /// <param name="covered">The covered components' names.</param>
    /// <param name="parameters">The value of <c>@signature-params</c>.</param>
    /// <param name="bytes">The signature itself.</param>
    internal RequestSignature(IMessageComponents message, List<string> covered, ReadOnlyMemory<char> parameters, SignatureBytes bytes)
    {
        Message = message;
        _covered = covered;
        _parameters = parameters;
        Bytes = bytes;
    }

    /// <summary>The label in both fields. It means nothing.</summary>
    public required string Label { get; init; }

    /// <summary>The key that the signer claims; where there is a <see cref="Ticket"/>, none.</summary>
    public required KeyThumbprint KeyId { get; init; }

    /// <summary>The algorithm that the signer claims, as <c>ml-dsa-65</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>
    /// The ticket that names the key, where <see cref="Algorithm"/> is <c>hmac-sha256</c>, and there only: see
    /// <see cref="Sessions.SessionTicketOpener"/>.
    /// </summary>
    public ReadOnlyMemory<byte>? Ticket { get; init; }

    /// <summary>When it was made, in whole seconds.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ends, in whole seconds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>16 to 32 bytes that this key signs once only.</summary>
    public required ReadOnlyMemory<byte> Nonce { get; init; }

    /// <summary>The covered components, in order: at least those of the profile.</summary>
    public IReadOnlyList<string> Covered => _covered;

    /// <summary>The signature itself, decoded anew for each caller.</summary>
    public ReadOnlyMemory<byte> Signature => Bytes.ToMemory();

    /// <summary>
    /// The classical signature beside this one, over the same components with the same times and nonce; null where there is none.
    /// </summary>
    public RequestSignature? Classical { get; init; }

    /// <summary>Bytes of memory that hold any signature of the algorithms that sign requests.</summary>
    internal const int UsualSize = 5120;

    internal SignatureBytes Bytes { get; }

    internal IMessageComponents Message { get; }

    /// <summary>Reads the signature of a request from its fields <c>Signature-Input</c> and <c>Signature</c>.</summary>
    /// <param name="message">The request; it is looked at again when the signature is verified.</param>
    /// <param name="signature">What was read, or null.</param>
    /// <param name="outcome">
    /// <see cref="RequestSignatureOutcome.Passed"/>, or why there is nothing to verify. Other tags are passed over.
    /// </param>
    /// <returns>
    /// Whether exactly one signature has the profile's tag, and it is well formed and covers what it must; and of the classical tag
    /// there is none, or one that goes with it.
    /// </returns>
    public static bool TryParse(
        IMessageComponents message, [NotNullWhen(true)] out RequestSignature? signature, out RequestSignatureOutcome outcome)
    {
        outcome = RequestSignatureReader.Read(message, out signature);
        return signature is not null;
    }

    /// <summary>Writes the base that is signed (RFC 9421 §2.5), in memory of the thread's own: until it writes the next one.</summary>
    internal bool TryWriteBase(out ReadOnlySpan<byte> signatureBase) =>
        SignatureBase.TryWrite(Message, _covered, _parameters.Span, out signatureBase);

    // One nonce stands for both, and neither says what the other does not.
    internal bool IsOverTheSameAs(RequestSignature? other) =>
        other is null
        || (Created == other.Created
            && Expires == other.Expires
            && Nonce.Span.SequenceEqual(other.Nonce.Span)
            && Covered.SequenceEqual(other.Covered));
}
