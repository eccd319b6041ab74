using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>X-Wing (draft-connolly-cfrg-xwing-kem §5) put together from BouncyCastle's ML-KEM-768, X25519, SHAKE256 and SHA3-256.</summary>
internal sealed class XWingReference : IReferenceKem
{
    private const int MLKemPublicKeySize = 1184;
    private const int MLKemCiphertextSize = 1088;

    private static readonly byte[] Label = [0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c];

    private readonly MLKemPrivateKeyParameters _mlKem;
    private readonly byte[] _x25519;

    public XWingReference(byte[] seed)
    {
        var expanded = new byte[96];
        var shake = new ShakeDigest(256);
        shake.BlockUpdate(seed, 0, seed.Length);
        shake.OutputFinal(expanded, 0, expanded.Length);
        _mlKem = MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, expanded[..64]);
        _x25519 = expanded[64..];
        PublicKey = Bits.Join(_mlKem.GetPublicKeyEncoded(), BasePoint(_x25519));
    }

    public byte[] PublicKey { get; }

    public static (byte[] Ciphertext, byte[] SharedSecret) Encapsulate(byte[] publicKey)
    {
        var random = new SecureRandom();
        var mlKem = new MLKemEncapsulator(MLKemParameters.ml_kem_768);
        mlKem.Init(new ParametersWithRandom(
            MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, publicKey[..MLKemPublicKeySize]), random));
        byte[] ctM = new byte[MLKemCiphertextSize], ssM = new byte[32];
        mlKem.Encapsulate(ctM, 0, ctM.Length, ssM, 0, ssM.Length);
        byte[] ephemeral = SecureRandom.GetNextBytes(random, 32);
        byte[] ctX = BasePoint(ephemeral);
        byte[] pkX = publicKey[MLKemPublicKeySize..];
        return (Bits.Join(ctM, ctX), Combine(ssM, Multiply(ephemeral, pkX), ctX, pkX));
    }

    public byte[] Decapsulate(byte[] ciphertext)
    {
        var mlKem = new MLKemDecapsulator(MLKemParameters.ml_kem_768);
        mlKem.Init(_mlKem);
        var ssM = new byte[32];
        mlKem.Decapsulate(ciphertext, 0, MLKemCiphertextSize, ssM, 0, ssM.Length);
        byte[] ctX = ciphertext[MLKemCiphertextSize..];
        return Combine(ssM, Multiply(_x25519, ctX), ctX, PublicKey[MLKemPublicKeySize..]);
    }

    private static byte[] Combine(byte[] ssM, byte[] ssX, byte[] ctX, byte[] pkX)
    {
        byte[] input = Bits.Join(ssM, ssX, ctX, pkX, Label);
        var digest = new Sha3Digest(256);
        digest.BlockUpdate(input, 0, input.Length);
        var sharedSecret = new byte[32];
        digest.DoFinal(sharedSecret, 0);
        return sharedSecret;
    }

    private static byte[] BasePoint(byte[] scalar)
    {
        var point = new byte[32];
        X25519.ScalarMultBase(scalar, 0, point, 0);
        return point;
    }

    private static byte[] Multiply(byte[] scalar, byte[] point)
    {
        var product = new byte[32];
        X25519.ScalarMult(scalar, 0, point, 0, product, 0);
        return product;
    }
}
