using System.Runtime.CompilerServices;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// BouncyCastle 2.7.0's ML-DSA below its key objects, which copy keys into memory that nobody wipes, and below its signers, which
/// take messages only. Here the key stays in the caller's arrays, and mu and the randomness are the caller's. A BouncyCastle that
/// names one of these differently fails every test of ML-DSA; the package's version is capped for that reason.
/// </summary>
internal static class MLDsaEngine
{
    private const string EngineType = "Org.BouncyCastle.Crypto.Signers.MLDsa.MLDsaEngine, BouncyCastle.Cryptography";

    /// <summary>An engine for one operation: it holds state.</summary>
    /// <param name="parameterSet">The parameter set.</param>
    /// <param name="random">Null: neither method below draws randomness.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetEngine")]
    [return: UnsafeAccessorType(EngineType)]
    public static extern object For(MLDsaParameterSet parameterSet, SecureRandom? random = null);

    /// <summary>FIPS 204, Algorithm 7 (ML-DSA.Sign_internal).</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="digest">SHAKE256, whose first output is mu; used for other things afterwards.</param>
    /// <param name="signature">Receives the signature; may be longer.</param>
    /// <param name="signatureSize">Not looked at.</param>
    /// <param name="rho">The seed of A.</param>
    /// <param name="k">The seed K.</param>
    /// <param name="t0">t0, packed.</param>
    /// <param name="s1">s1, packed.</param>
    /// <param name="s2">s2, packed.</param>
    /// <param name="rnd">32 bytes of randomness, or zeros.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MsgRepEndSignInternal")]
    public static extern void Sign(
        [UnsafeAccessorType(EngineType)] object engine,
        ShakeDigest digest,
        byte[] signature,
        int signatureSize,
        byte[] rho,
        byte[] k,
        byte[] t0,
        byte[] s1,
        byte[] s2,
        byte[] rnd);

    /// <summary>FIPS 204, Algorithm 8 (ML-DSA.Verify_internal).</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="digest">SHAKE256, whose first output is mu; used for other things afterwards.</param>
    /// <param name="signature">The signature; may be longer.</param>
    /// <param name="signatureSize">The signature's own size.</param>
    /// <param name="rho">The seed of A.</param>
    /// <param name="t1">t1, packed.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MsgRepEndVerifyInternal")]
    public static extern bool Verify(
        [UnsafeAccessorType(EngineType)] object engine,
        ShakeDigest digest,
        byte[] signature,
        int signatureSize,
        byte[] rho,
        byte[] t1);
}
