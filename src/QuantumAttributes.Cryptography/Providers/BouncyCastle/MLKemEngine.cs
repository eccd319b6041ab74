using System.Runtime.CompilerServices;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// BouncyCastle 2.7.0's ML-KEM below its key objects, which copy keys into memory that nobody wipes. Here the key stays in the
/// caller's buffers, and the randomness is the caller's. A BouncyCastle that names one of these differently fails every test of
/// ML-KEM; the package's version is capped for that reason.
/// </summary>
internal static class MLKemEngine
{
    private const string EngineType = "Org.BouncyCastle.Crypto.Kems.MLKem.MLKemEngine, BouncyCastle.Cryptography";
    private const string PkeType = "Org.BouncyCastle.Crypto.Kems.MLKem.IndCpa, BouncyCastle.Cryptography";

    /// <summary>The parameter set's engine. It holds no state, and all share it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Engine")]
    [return: UnsafeAccessorType(EngineType)]
    public static extern object Of(MLKemParameterSet parameterSet);

    /// <summary>The public-key encryption scheme inside (FIPS 203, section 5). It holds no state either.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(PkeType)]
    public static extern object PkeOf([UnsafeAccessorType(EngineType)] object engine);

    /// <summary>FIPS 203, Algorithm 13 (K-PKE.KeyGen).</summary>
    /// <param name="pke">The scheme.</param>
    /// <param name="d">The seed, the first 32 bytes of the array.</param>
    /// <param name="key">Receives dk_PKE, and ek_PKE after it.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GenerateKeyPair")]
    public static extern void GeneratePkeKeyPair([UnsafeAccessorType(PkeType)] object pke, byte[] d, byte[] key);

    /// <summary>FIPS 203, Algorithm 17 (ML-KEM.Encaps_internal).</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "KemEncrypt")]
    public static extern void Encapsulate(
        [UnsafeAccessorType(EngineType)] object engine,
        ReadOnlySpan<byte> ek,
        ReadOnlySpan<byte> m,
        Span<byte> ciphertext,
        Span<byte> sharedSecret);

    /// <summary>FIPS 203, Algorithm 18 (ML-KEM.Decaps_internal).</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "KemDecrypt")]
    public static extern void Decapsulate(
        [UnsafeAccessorType(EngineType)] object engine,
        ReadOnlySpan<byte> dk,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> sharedSecret);
}
