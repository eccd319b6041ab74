using System.Runtime.CompilerServices;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// BouncyCastle 2.7.0's SLH-DSA below its signers, which hash messages themselves, each set with one function. Here M' is the
/// caller's, and the secrets stay in the caller's arrays. A BouncyCastle that names one of these differently fails every test of
/// SLH-DSA; the package's version is capped for that reason.
/// </summary>
internal static class SlhDsaEngine
{
    private const string Assembly = "BouncyCastle.Cryptography";
    private const string Room = "Org.BouncyCastle.Crypto.Signers.SlhDsa.";
    private const string EngineType = Room + "SlhDsaEngine, " + Assembly;
    private const string HypertreeType = Room + "HT, " + Assembly;
    private const string SecretPartType = Room + "SK, " + Assembly;
    private const string PublicPartType = Room + "PK, " + Assembly;

    /// <summary>A private key over these arrays, which are not copied.</summary>
    public static SlhDsaPrivateKeyParameters PrivateKey(
        SlhDsaParameters parameters, byte[] skSeed, byte[] skPrf, byte[] pkSeed, byte[] pkRoot) =>
        PrivateKey(parameters, SecretPart(skSeed, skPrf), PublicPart(pkSeed, pkRoot));

    /// <summary>FIPS 205, Algorithm 18 (slh_keygen_internal), lines 1 to 3: PK.root, the root of the topmost tree.</summary>
    public static byte[] ComputeRoot(SlhDsaParameters parameters, byte[] skSeed, byte[] pkSeed)
    {
        object engine = EngineFor(parameters.ParameterSet);
        Init(engine, pkSeed);
        return Root(Hypertree(engine, skSeed, pkSeed));
    }

    /// <summary>FIPS 205, Algorithm 19 (slh_sign_internal).</summary>
    /// <param name="key">The key.</param>
    /// <param name="addrnd">n bytes of randomness, or null for PK.seed in their place.</param>
    /// <param name="message">The buffer with M'.</param>
    /// <param name="offset">Where M' begins.</param>
    /// <param name="length">The size of M'.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SignInternal")]
    public static extern byte[] Sign(SlhDsaPrivateKeyParameters key, byte[]? addrnd, byte[] message, int offset, int length);

    /// <summary>FIPS 205, Algorithm 20 (slh_verify_internal).</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The buffer with M'.</param>
    /// <param name="offset">Where M' begins.</param>
    /// <param name="length">The size of M'.</param>
    /// <param name="signature">The signature; of another size it is refused.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "VerifyInternal")]
    public static extern bool Verify(SlhDsaPublicKeyParameters key, byte[] message, int offset, int length, byte[] signature);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SlhDsaPrivateKeyParameters PrivateKey(
        SlhDsaParameters parameters,
        [UnsafeAccessorType(SecretPartType)] object secretPart,
        [UnsafeAccessorType(PublicPartType)] object publicPart);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(SecretPartType)]
    private static extern object SecretPart(byte[] seed, byte[] prf);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(PublicPartType)]
    private static extern object PublicPart(byte[] seed, byte[] root);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetEngine")]
    [return: UnsafeAccessorType(EngineType)]
    private static extern object EngineFor(SlhDsaParameterSet parameterSet);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Init")]
    private static extern void Init([UnsafeAccessorType(EngineType)] object engine, byte[] pkSeed);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(HypertreeType)]
    private static extern object Hypertree([UnsafeAccessorType(EngineType)] object engine, byte[] skSeed, byte[] pkSeed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "HTPubKey")]
    private static extern ref byte[] Root([UnsafeAccessorType(HypertreeType)] object hypertree);
}
