using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Devices.Fleet;

/// <summary>Makes the keys that are burnt into devices.</summary>
public sealed class DeviceKeyFactory
{
    private static readonly BigInteger Exponent = BigInteger.ValueOf(65537);

    private readonly SecureRandom _random = new();
    private readonly X25519KeyPairGenerator _agreements = new(); // find: encryption

    public AsymmetricCipherKeyPair CreateRsa(int bits = 2048)
    {
        var generator = new RsaKeyPairGenerator(); // find: encryption
        generator.Init(new RsaKeyGenerationParameters(Exponent, _random, bits, 112)); // find: encryption
        return generator.GenerateKeyPair();
    }

    public AsymmetricCipherKeyPair CreateEd25519()
    {
        Ed25519KeyPairGenerator generator = new(); // find: signatures
        generator.Init(new Ed25519KeyGenerationParameters(_random)); // find: signatures
        return generator.GenerateKeyPair();
    }

    public AsymmetricCipherKeyPair CreateX25519()
    {
        _agreements.Init(new X25519KeyGenerationParameters(_random)); // find: encryption
        return _agreements.GenerateKeyPair();
    }

    public AsymmetricCipherKeyPair CreateOnCurve(string name)
    {
        X9ECParameters curve = ECNamedCurveTable.GetByName(name);
        var domain = new ECDomainParameters(curve); // lower: signatures
        var generator = new ECKeyPairGenerator("ECDSA"); // find: signatures
        generator.Init(new ECKeyGenerationParameters(domain, _random)); // find: signatures
        return generator.GenerateKeyPair();
    }

    public AsymmetricCipherKeyPair CreateForAgreement() => Generate(
        new ECKeyPairGenerator("ECDH"), // find: encryption
        new ECKeyGenerationParameters(X9ObjectIdentifiers.Prime256v1, _random)); // find: encryption

    public AsymmetricCipherKeyPair CreateQuantumSafe() => Generate(
        new MLKemKeyPairGenerator(), // clean
        new MLKemKeyGenerationParameters(_random, MLKemParameters.ml_kem_768)); // clean

    public AsymmetricCipherKeyPair CreateQuantumSafeSigner()
    {
        var generator = new MLDsaKeyPairGenerator(); // clean
        generator.Init(new MLDsaKeyGenerationParameters(_random, MLDsaParameters.ml_dsa_65)); // clean
        return generator.GenerateKeyPair();
    }

    public byte[] CreateSymmetric(int bits)
    {
        var generator = new CipherKeyGenerator(); // clean
        generator.Init(new KeyGenerationParameters(_random, bits)); // clean
        return generator.GenerateKey();
    }

    public byte[] CreateMeterKey()
    {
        var generator = new DesEdeKeyGenerator(); // find: weak
        generator.Init(new KeyGenerationParameters(_random, DesEdeParameters.DesEdeKeyLength * 8));
        return generator.GenerateKey();
    }

    public (DHParameters Group, AsymmetricCipherKeyPair Pair) CreateDiffieHellman()
    {
        var groups = new DHParametersGenerator(); // find: encryption
        groups.Init(2048, 64, _random);
        DHParameters group = groups.GenerateParameters();
        return (group, Generate(new DHKeyPairGenerator(), new DHKeyGenerationParameters(_random, group))); // find: encryption
    }

    // Whatever the generator makes.
    private static AsymmetricCipherKeyPair Generate(IAsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters parameters)
    {
        generator.Init(parameters); // clean
        return generator.GenerateKeyPair(); // clean
    }

    public static string Kind(AsymmetricKeyParameter key) => key switch
    {
        RsaKeyParameters rsa => $"RSA {rsa.Modulus.BitLength}", // clean
        Ed25519PublicKeyParameters or Ed25519PrivateKeyParameters => "Ed25519", // clean
        ECKeyParameters { AlgorithmName: "ECDSA" } => "ECDSA", // clean
        MLKemPublicKeyParameters => "ML-KEM", // clean
        _ => key.GetType().Name,
    };
}
