namespace QuantumAttributes.Cryptography;

/// <summary>
/// What of a Falcon parameter set (round 3 specification, table 3.3) the shape of keys and signatures depends on.
/// </summary>
/// <param name="LogN">The binary logarithm of the degree: 9 or 10.</param>
/// <param name="FgBits">The bits of a coefficient of f and g in a private key: 6 or 5.</param>
/// <param name="MaxSignatureSize">
/// The largest signature that is made, in bytes: a header, a nonce of 40 bytes, and what the submission leaves to the compressed
/// part.
/// </param>
internal sealed record FalconShape(int LogN, int FgBits, int MaxSignatureSize)
{
    /// <summary>The size of the nonce of a signature, in bytes.</summary>
    public const int NonceSize = 40;

    /// <summary>The bits of a coefficient of F in a private key.</summary>
    public const int BigFBits = 8;

    /// <summary>The bits of a coefficient of h in a public key.</summary>
    public const int HBits = 14;

    /// <summary>Falcon-512.</summary>
    public static FalconShape Falcon512 { get; } = new(LogN: 9, FgBits: 6, MaxSignatureSize: 689);

    /// <summary>Falcon-1024.</summary>
    public static FalconShape Falcon1024 { get; } = new(LogN: 10, FgBits: 5, MaxSignatureSize: 1329);

    /// <summary>The coefficients of a polynomial.</summary>
    public int N => 1 << LogN;

    /// <summary>The first byte of a public key (section 3.11.4).</summary>
    public byte PublicKeyHeader => (byte)LogN;

    /// <summary>The first byte of a private key (section 3.11.5).</summary>
    public byte PrivateKeyHeader => (byte)(0x50 | LogN);

    /// <summary>The first byte of a signature whose other part is compressed (section 3.11.3).</summary>
    public byte SignatureHeader => (byte)(0x30 | LogN);

    /// <summary>The size of f, and of g, in a private key.</summary>
    public int FgSize => N * FgBits / 8;

    /// <summary>Header and h.</summary>
    public int PublicKeySize => 1 + (N * HBits / 8);

    /// <summary>Header, f, g and F; G follows from them.</summary>
    public int PrivateKeySize => 1 + (2 * FgSize) + (N * BigFBits / 8);
}
