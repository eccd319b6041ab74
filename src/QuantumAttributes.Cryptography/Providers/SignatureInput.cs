namespace QuantumAttributes.Cryptography;

/// <summary>What is signed or verified: a message, the hash of one, or a message representative.</summary>
/// <remarks>The key classes have checked it: a provider may rely on the sizes and on the hash being a known one.</remarks>
public readonly ref struct SignatureInput
{
    private SignatureInput(
        SignatureInputKind kind, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context = default, string? hashAlgorithmOid = null)
    {
        Kind = kind;
        Data = data;
        Context = context;
        HashAlgorithmOid = hashAlgorithmOid;
    }

    /// <summary>What <see cref="Data"/> is.</summary>
    public SignatureInputKind Kind { get; }

    /// <summary>The message, its hash, or 64 bytes of mu.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The context, at most <see cref="SignatureAlgorithm.MaxContextSize"/> bytes; part of mu, hence empty beside it.</summary>
    public ReadOnlySpan<byte> Context { get; }

    /// <summary>The object identifier of the function that made the hash; null where <see cref="Data"/> is none.</summary>
    public string? HashAlgorithmOid { get; }

    /// <summary>A message.</summary>
    public static SignatureInput OfMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> context = default) =>
        new(SignatureInputKind.Message, message, context);

    /// <summary>The hash of a message, by the function with this object identifier.</summary>
    public static SignatureInput OfPreHash(ReadOnlySpan<byte> hash, string hashAlgorithmOid, ReadOnlySpan<byte> context = default) =>
        new(SignatureInputKind.PreHash, hash, context, hashAlgorithmOid);

    /// <summary>A message representative of 64 bytes.</summary>
    public static SignatureInput OfMu(ReadOnlySpan<byte> mu) => new(SignatureInputKind.Mu, mu);
}
