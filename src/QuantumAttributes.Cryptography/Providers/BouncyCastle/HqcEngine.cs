using System.Runtime.CompilerServices;
using Org.BouncyCastle.Pqc.Crypto.Hqc;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// BouncyCastle 2.7.0's HQC below its key objects, which copy keys into memory that nobody wipes. A BouncyCastle that names one of these
/// differently fails every test of HQC; the package's version is capped for that reason.
/// </summary>
internal static class HqcEngine
{
    private const string EngineType = "Org.BouncyCastle.Pqc.Crypto.Hqc.HqcEngine, BouncyCastle.Cryptography";

    /// <summary>The parameter set's engine. It holds no state, and all share it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Engine")]
    [return: UnsafeAccessorType(EngineType)]
    public static extern object Of(HqcParameters parameters);

    /// <summary>HQC-KEM.KeyGen, which draws 32 bytes: seed_KEM.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GenKeyPair")]
    public static extern void GenerateKeyPair([UnsafeAccessorType(EngineType)] object engine, byte[] ek, byte[] dk, SecureRandom random);

    /// <summary>HQC-KEM.Encaps, which draws m and salt. The shared secret is the first half of the 64 bytes with theta.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Encaps")]
    public static extern void Encapsulate(
        [UnsafeAccessorType(EngineType)] object engine,
        byte[] u,
        byte[] v,
        byte[] secretAndTheta,
        byte[] ek,
        byte[] salt,
        SecureRandom random);

    /// <summary>HQC-KEM.Decaps. What it returns tells whether the ciphertext was rejected, and is not to be looked at.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Decaps")]
    public static extern int Decapsulate([UnsafeAccessorType(EngineType)] object engine, byte[] sharedSecret, byte[] ciphertext, byte[] dk);
}
