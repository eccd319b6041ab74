using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Pqc.Crypto.Falcon;
using Org.BouncyCastle.Pqc.Crypto.Frodo;
using Org.BouncyCastle.Pqc.Crypto.Hqc;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The experimental algorithms with kept keys allocate no more than BouncyCastle's own classes for them, which keep their keys
/// too; but for FrodoKEM an engine for each operation and the object that zeroes the secret, and for Falcon a copy of the
/// message.
/// </summary>
public class ExperimentalAllocationTests(ITestOutputHelper output)
{
    private const int SecretBytesObject = 24;

    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    private static readonly Dictionary<string, FrodoParameters> FrodoSets = new()
    {
        ["FrodoKEM-640-AES-round3"] = FrodoParameters.frodokem640aes,
        ["FrodoKEM-640-SHAKE-round3"] = FrodoParameters.frodokem640shake,
        ["FrodoKEM-976-AES-round3"] = FrodoParameters.frodokem976aes,
        ["FrodoKEM-976-SHAKE-round3"] = FrodoParameters.frodokem976shake,
        ["FrodoKEM-1344-AES-round3"] = FrodoParameters.frodokem1344aes,
        ["FrodoKEM-1344-SHAKE-round3"] = FrodoParameters.frodokem1344shake,
    };

    private static readonly Dictionary<string, HqcParameters> HqcSets = new()
    {
        ["HQC-128-2025-08"] = HqcParameters.hqc128,
        ["HQC-192-2025-08"] = HqcParameters.hqc192,
        ["HQC-256-2025-08"] = HqcParameters.hqc256,
    };

    private static readonly Dictionary<string, FalconParameters> FalconSets = new()
    {
        ["Falcon-512-round3"] = FalconParameters.falcon_512,
        ["Falcon-1024-round3"] = FalconParameters.falcon_1024,
    };

    public static TheoryData<string> FrodoKems => [.. FrodoSets.Keys];

    public static TheoryData<string> Hqcs => [.. HqcSets.Keys];

    public static TheoryData<string> Falcons => [.. FalconSets.Keys];

    [Theory]
    [MemberData(nameof(FrodoKems))]
    public void Given_FrodoKemKey_When_Used_Expect_NoMoreThanBouncyCastleAndAnEngineAllocate(string name)
    {
        FrodoParameters parameters = FrodoSets[name];
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), BouncyCastle);
        FrodoPublicKeyParameters publicKey = new(parameters, key.PublicKey.Export());
        FrodoKEMGenerator generator = new(new SecureRandom());
        FrodoKEMExtractor extractor = new(new FrodoPrivateKeyParameters(parameters, Keys.Expanded(key)));

        AssertNoMore(
            key,
            EngineOf(parameters) + (() => generator.GenerateEncapsulated(publicKey)),
            ciphertext => EngineOf(parameters) + (() => extractor.ExtractSecret(ciphertext)),
            more: SecretBytesObject);
    }

    [Theory]
    [MemberData(nameof(Hqcs))]
    public void Given_HqcKey_When_Used_Expect_NoMoreThanBouncyCastleAllocates(string name)
    {
        HqcParameters parameters = HqcSets[name];
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), BouncyCastle);
        HqcPublicKeyParameters publicKey = new(parameters, key.PublicKey.Export());
        HqcKemGenerator generator = new(new SecureRandom());
        HqcKemExtractor extractor = new(new HqcPrivateKeyParameters(parameters, Keys.Expanded(key)));

        AssertNoMore(
            key, () => generator.GenerateEncapsulated(publicKey), ciphertext => () => extractor.ExtractSecret(ciphertext));
    }

    [Theory]
    [MemberData(nameof(Falcons))]
    public void Given_FalconKey_When_Verified_Expect_NoMoreThanBouncyCastleAndTheMessageAllocate(string name)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), BouncyCastle);
        VerifyingKey verifying = key.VerifyingKey;
        byte[] message = Keys.Counting(104);
        byte[] signature = key.Sign(message);
        FalconSigner bare = new();
        bare.Init(false, new FalconPublicKeyParameters(FalconSets[name], verifying.Export()[1..])); // without the header

        (long bytes, long ofBare) = Allocation.OfOne(
            () => Assert.True(verifying.Verify(message, signature)),
            () => Assert.True(bare.VerifySignature([.. message], signature)));
        output.WriteLine($"{name}: {bytes} bytes, BouncyCastle with a copy of the message {ofBare}");
        Assert.InRange(bytes, 1, ofBare);
    }

    private void AssertNoMore(KemPrivateKey key, Action send, Func<byte[], Action> receive, int more = 0)
    {
        byte[] ciphertext = new byte[key.Algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[key.Algorithm.SharedSecretSize];
        (long sent, long ofSend) =
            Allocation.OfOne(() => key.PublicKey.Encapsulate(ciphertext, sharedSecret), send, more);
        (long received, long ofReceive) =
            Allocation.OfOne(() => key.Decapsulate(ciphertext, sharedSecret), receive([.. ciphertext]), more);
        output.WriteLine($"{key.Algorithm}: {sent} and {received} bytes, BouncyCastle {ofSend} and {ofReceive}");
        Assert.InRange(sent, 1, ofSend + more);
        Assert.InRange(received, 1, ofReceive + more);
    }

    private static Action EngineOf(FrodoParameters parameters)
    {
        object[] kept = new object[1]; // the optimizer would not allocate an engine that nobody sees
#pragma warning disable CS0618 // As in the provider.
        return () => kept[0] = new FrodoEngine(
            parameters.N,
            parameters.D,
            parameters.B,
            parameters.CdfTable,
            new ShakeDigest(parameters.N == 640 ? 128 : 256),
            parameters.MGen);
#pragma warning restore CS0618
    }
}
