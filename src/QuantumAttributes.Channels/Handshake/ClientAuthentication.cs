using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>Field 5 of payload 1: the client's signature over the handshake (protocol.md §3, "Client auth").</summary>
internal sealed record ClientAuthentication(KeyThumbprint KeyId, ReadOnlyMemory<byte> Signature)
{
    private static ReadOnlySpan<byte> Label => "qc1 client"u8;

    /// <summary>The context of the signature: keeps it apart from every other signature of the same key.</summary>
    public static ReadOnlySpan<byte> Context => "QuantumAttributes/v1/channel"u8;

    public static ClientAuthentication Sign(SigningKey key, ReadOnlySpan<byte> handshakeHash)
    {
        KeyThumbprint keyId = key.VerifyingKey.Thumbprint;
        return new ClientAuthentication(keyId, key.Sign(Statement(keyId, handshakeHash), Context));
    }

    public bool Verify(VerifyingKey key, ReadOnlySpan<byte> handshakeHash) =>
        key.Verify(Statement(KeyId, handshakeHash), Signature.Span, Context);

    // lp("qc1 client") | lp(kid) | h
    private static byte[] Statement(KeyThumbprint keyId, ReadOnlySpan<byte> handshakeHash)
    {
        var statement = new WireWriter(4 + Label.Length + 4 + KeyThumbprint.Size + handshakeHash.Length);
        statement.WriteLengthPrefixed(Label);
        statement.WriteLengthPrefixed(keyId.ToArray());
        statement.Write(handshakeHash);
        return statement.ToArray();
    }
}
