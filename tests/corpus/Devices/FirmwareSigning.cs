using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using RawEd25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Devices.Fleet;

/// <summary>Signs what devices install, and checks what they report.</summary>
public sealed class FirmwareSigning(NamedAlgorithms algorithms, IConfiguration configuration)
{
    private readonly Lazy<Ed25519PrivateKeyParameters> _key = new(() =>
        new Ed25519PrivateKeyParameters(Convert.FromHexString(configuration["Firmware:Key"]!))); // find: signatures

    public byte[] Sign(byte[] image)
    {
        ISigner signer = algorithms.CreateSigner(); // clean
        signer.Init(true, _key.Value);
        signer.BlockUpdate(image, 0, image.Length);
        return signer.GenerateSignature();
    }

    public byte[] SignFast(byte[] image)
    {
        var signer = new Ed25519Signer(); // find: signatures
        signer.Init(true, _key.Value);
        signer.BlockUpdate(image, 0, image.Length);
        return signer.GenerateSignature();
    }

    public byte[] SignRaw(byte[] seed, byte[] image)
    {
        byte[] signature = new byte[RawEd25519.SignatureSize]; // clean
        RawEd25519.Sign(seed, 0, image, 0, image.Length, signature, 0); // find: signatures
        return signature;
    }

    public static bool Verify(byte[] publicKey, byte[] image, byte[] signature)
    {
        var verifier = new Ed25519Signer(); // lower: signatures
        verifier.Init(false, new Ed25519PublicKeyParameters(publicKey)); // lower: signatures
        verifier.BlockUpdate(image, 0, image.Length);
        return verifier.VerifySignature(signature);
    }

    public static bool VerifyOld(RsaKeyParameters key, byte[] image, byte[] signature) // clean
    {
        var verifier = new RsaDigestSigner(new Sha256Digest()); // lower: signatures
        verifier.Init(false, key);
        verifier.BlockUpdate(image, 0, image.Length);
        return verifier.VerifySignature(signature);
    }

    public static byte[] SignOld(RsaPrivateCrtKeyParameters key, byte[] image)
    {
        ISigner signer = new PssSigner( // find: signatures
            new RsaEngine(), // find: signatures
            new Sha256Digest(), // clean
            32);
        signer.Init(true, key);
        signer.BlockUpdate(image, 0, image.Length);
        return signer.GenerateSignature();
    }

    public static BigIntegerPair SignHash(ECPrivateKeyParameters key, byte[] hash) // clean
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest())); // find: signatures
        signer.Init(true, key);
        var parts = signer.GenerateSignature(hash);
        return new(parts[0].ToString(16), parts[1].ToString(16));
    }

    /// <summary>Old boot loaders check the first signature, new ones both.</summary>
    public static byte[][] SignTwice(Ed25519PrivateKeyParameters classical, MLDsaPrivateKeyParameters quantum, byte[] image)
    {
        var first = new Ed25519Signer(); // hybrid: signatures
        first.Init(true, classical);
        first.BlockUpdate(image, 0, image.Length);

        var second = new MLDsaSigner(MLDsaParameters.ml_dsa_65, deterministic: false); // clean
        second.Init(true, quantum);
        second.BlockUpdate(image, 0, image.Length);
        return [first.GenerateSignature(), second.GenerateSignature()]; // clean
    }

    /// <summary>Two signatures as well, yet each over something of its own.</summary>
    public static byte[][] SignParts(ECPrivateKeyParameters classical, MLDsaPrivateKeyParameters quantum, byte[] manifest, byte[] image)
    {
        var first = new DsaDigestSigner(new ECDsaSigner(), new Sha512Digest()); // find: signatures
        first.Init(true, classical);
        first.BlockUpdate(manifest, 0, manifest.Length);

        var second = new MLDsaSigner(MLDsaParameters.ml_dsa_65, deterministic: true); // clean
        second.Init(true, quantum);
        second.BlockUpdate(image, 0, image.Length);
        return [first.GenerateSignature(), second.GenerateSignature()];
    }

    public static string Checksum(byte[] image)
    {
        IDigest digest = image.Length < 1_000_000 ? new Sha512Digest() : new Blake2bDigest(256); // clean
        digest.BlockUpdate(image, 0, image.Length);
        byte[] output = new byte[digest.GetDigestSize()];
        digest.DoFinal(output, 0);
        return Convert.ToHexString(output);
    }

    public static string OldChecksum(byte[] image)
    {
        var digest = new MD5Digest(); // find: weak
        digest.BlockUpdate(image, 0, image.Length);
        byte[] output = new byte[digest.GetDigestSize()];
        digest.DoFinal(output, 0);
        return Convert.ToHexString(output);
    }
}

public sealed record BigIntegerPair(string R, string S);
