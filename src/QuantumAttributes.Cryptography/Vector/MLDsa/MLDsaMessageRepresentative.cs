namespace QuantumAttributes.Cryptography;

/// <summary>The message representative mu (FIPS 204, Algorithm 7, line 6), and the hash of the public key in it.</summary>
internal static class MLDsaMessageRepresentative
{
    public const int Size = MLDsaPreHash.MuSize;

    /// <summary><c>tr = H(pk, 64)</c>: FIPS 204, Algorithm 6, line 9.</summary>
    public static void WriteTr(ReadOnlySpan<byte> publicKey, Span<byte> tr)
    {
        using KeccakSponge h = KeccakSponge.Shake256();
        h.Absorb(publicKey);
        h.Squeeze(tr);
    }

    /// <summary>
    /// <c>H(tr || M', 64)</c>, with M' of Algorithm 2, line 10, for a message, of Algorithm 4, line 23, for a hash; or mu as it was given.
    /// </summary>
    /// <exception cref="ArgumentException">The context is longer than 255 bytes, or mu has another size than 64.</exception>
    public static void Write(SignatureInput input, ReadOnlySpan<byte> tr, Span<byte> mu)
    {
        if (input.Kind == SignatureInputKind.Mu)
        {
            KeyErrors.CheckBufferSize(input.Data.Length, Size, "message representative", nameof(input));
            input.Data.CopyTo(mu);
            return;
        }

        if (input.Context.Length > byte.MaxValue)
            throw new ArgumentException("The context is longer than 255 bytes.", nameof(input));
        bool isPreHash = input.Kind == SignatureInputKind.PreHash;
        using KeccakSponge h = KeccakSponge.Shake256();
        h.Absorb(tr);
        h.Absorb([isPreHash ? (byte)1 : (byte)0, (byte)input.Context.Length]);
        h.Absorb(input.Context);
        if (isPreHash)
            h.Absorb(PreHashFunction.EncodedOid(input.HashAlgorithmOid!));
        h.Absorb(input.Data);
        h.Squeeze(mu);
    }
}
