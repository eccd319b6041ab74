namespace QuantumAttributes.Cryptography;

/// <summary>
/// HashML-DSA down to its message representative. Ours under every provider: .NET's refuses hash functions that it finds too weak for
/// the parameter set, though FIPS 204 leaves the choice to the signer and ACVP has such signatures as good ones.
/// </summary>
internal static class MLDsaPreHash
{
    public const int MuSize = 64;

    private const int LargestContextSize = 255;
    private const int LargestOidSize = 11;
    private const int LargestHashSize = 64;

    /// <summary>
    /// <c>mu = H(tr || M', 64)</c> of FIPS 204, Algorithm 7, line 6, with <c>M' = 1 || |ctx| || ctx || OID || PH(M)</c> of Algorithm 4,
    /// line 23.
    /// </summary>
    public static void WriteMu(SignatureInput input, ReadOnlySpan<byte> tr, Span<byte> mu)
    {
        Span<byte> buffer = stackalloc byte[MLDsaShape.TrSize + 2 + LargestContextSize + LargestOidSize + LargestHashSize];
        ReadOnlySpan<byte> oid = PreHashFunction.EncodedOid(input.HashAlgorithmOid!);
        tr.CopyTo(buffer);
        int size = MLDsaShape.TrSize;
        buffer[size++] = 1;
        buffer[size++] = (byte)input.Context.Length;
        input.Context.CopyTo(buffer[size..]);
        size += input.Context.Length;
        oid.CopyTo(buffer[size..]);
        size += oid.Length;
        input.Data.CopyTo(buffer[size..]);
        size += input.Data.Length;
        Sha3.Shake256(buffer[..size], mu);
    }
}
