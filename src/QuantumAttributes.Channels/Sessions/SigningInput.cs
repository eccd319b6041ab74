using System.Buffers.Text;
using System.Security.Cryptography;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>What a session signs of a request: the components that it covers, with fresh parameters, and the base made of both.</summary>
internal sealed class SigningInput
{
    private readonly InnerList _input;
    private readonly byte[] _signatureBase;

    private SigningInput(InnerList input, byte[] signatureBase)
    {
        _input = input;
        _signatureBase = signatureBase;
    }

    /// <exception cref="InvalidOperationException">A component is missing, or holds characters that cannot be signed.</exception>
    public static SigningInput Create(IMessageComponents message, string keyId, TimeProvider time, RandomNumberGenerator random)
    {
        IEnumerable<string> covered = RequestSignatureProfile.CoveredIn(message).Append(SessionTicketField.ComponentName);
        var input = new InnerList(covered.Select(name => new Item(BareItem.FromString(name))), CreateParameters(keyId, time, random));
        return SignatureBase.TryCreate(message, input, out byte[]? signatureBase)
            ? new SigningInput(input, signatureBase)
            : throw new InvalidOperationException(
                $"A component cannot be signed: the request needs {string.Join(", ", input)}, in printable ASCII.");
    }

    public RequestSignatureFields Sign(SessionMacKey macKey) =>
        new(Labelled(_input), Labelled(new Item(BareItem.FromBytes(macKey.Sign(_signatureBase)))));

    private static Parameters CreateParameters(string keyId, TimeProvider time, RandomNumberGenerator random)
    {
        long created = time.GetUtcNow().ToUnixTimeSeconds();
        Span<byte> nonce = stackalloc byte[RequestSignatureProfile.MinNonceSize];
        random.GetBytes(nonce);
        return new Parameters(
        [
            new(SignatureParameter.Created, BareItem.FromInteger(created)),
            new(SignatureParameter.Expires, BareItem.FromInteger(created + (long)RequestSignatureProfile.MaxAge.TotalSeconds)),
            new(SignatureParameter.Nonce, BareItem.FromString(Base64Url.EncodeToString(nonce))),
            new(SignatureParameter.KeyId, BareItem.FromString(keyId)),
            new(SignatureParameter.Algorithm, BareItem.FromString(SessionTicketField.Algorithm)),
            new(SignatureParameter.Tag, BareItem.FromString(RequestSignatureProfile.Tag)),
        ]);
    }

    private static string Labelled(Member member) =>
        new FieldDictionary([new(RequestSignatureProfile.Label, member)]).ToString();
}
