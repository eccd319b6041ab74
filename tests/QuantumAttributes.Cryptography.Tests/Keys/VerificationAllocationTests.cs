using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What a verification costs the collector, once a key has been used.</summary>
public class VerificationAllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 1000;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private static readonly byte[] Data = Keys.Counting(100);
    private static readonly byte[] Context = Keys.Counting(10);
    private static readonly byte[] Hash = Keys.Counting(32);
    private static readonly byte[] Mu = Keys.Counting(64);

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProvidersThatAllocateNothing), MemberType = typeof(MLDsaSet))]
    public void Given_AKey_When_VerifiedAThousandTimes_Expect_NothingAllocated(string provider, string name)
    {
        foreach ((string what, Action verify) in Verifications(provider, name))
        {
            long bytes = Allocation.OfOne(verify, Rounds);
            output.WriteLine($"{name}, {what}: {bytes} bytes");
            Assert.Equal(0, bytes);
        }
    }

    /// <summary>BouncyCastle's engine allocates its vectors for every verification; nothing of ours comes on top.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_BouncyCastleKey_When_Verified_Expect_NoMoreThanItsEngineAllocates(string name)
    {
        Action bare = BareEngine(name);
        foreach ((string what, Action verify) in Verifications(ProviderUnderTest.BouncyCastle, name))
        {
            (long bytes, long ofEngine) = Allocation.OfOne(verify, bare);
            output.WriteLine($"{name}, {what}: {bytes} bytes, the bare engine {ofEngine}");
            Assert.InRange(bytes, 1, ofEngine);
        }
    }

    /// <summary>
    /// BouncyCastle's engine allocates nodes and addresses; a copy of the signature would show, and one of the message.
    /// </summary>
    [Theory]
    [MemberData(nameof(SlhDsaSets.FastOnEveryProvider), MemberType = typeof(SlhDsaSets))]
    public void Given_SlhDsaKey_When_Verified_Expect_NoMoreThanTheEngineAllocates(string name, string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), SlhDsaSets.Provider(provider));
        VerifyingKey verifying = key.VerifyingKey;
        byte[] signature = key.Sign(Data, Context);
        SlhDsaPublicKeyParameters bareKey =
            SlhDsaPublicKeyParameters.FromEncoding(((SlhDsaRules)key.Algorithm.Rules).Parameters, verifying.Export());
        byte[] formatted = [0, (byte)Context.Length, .. Context, .. Data];
        Action bare = provider == ProviderUnderTest.BouncyCastle
            ? () => Assert.True(SlhDsaEngine.Verify(bareKey, formatted, 0, formatted.Length, signature))
            : static () => { };

        (long bytes, long ofEngine) = Allocation.OfOne(() => Assert.True(verifying.Verify(Data, signature, Context)), bare);
        output.WriteLine($"{name} on {provider}: {bytes} bytes, the bare engine {ofEngine}");
        Assert.InRange(bytes, 0, ofEngine);
    }

    private static IEnumerable<(string What, Action Verify)> Verifications(string provider, string name)
    {
        using SigningKey key = SigningKey.ImportSeed(MLDsaSet.Of(name).Algorithm, Keys.Counting(32), ProviderUnderTest.Set(provider));
        VerifyingKey verifying = key.VerifyingKey;
        byte[] ofMessage = key.Sign(Data, Context);
        byte[] ofHash = new byte[ofMessage.Length];
        byte[] ofMu = new byte[ofMessage.Length];
        key.SignPreHash(Hash, ofHash, Sha256, Context);
        key.SignMu(Mu, ofMu);
        yield return ("message", () => Assert.True(verifying.Verify(Data, ofMessage, Context)));
        yield return ("hash", () => Assert.True(verifying.VerifyPreHash(Hash, ofHash, Sha256, Context)));
        yield return ("mu", () => Assert.True(verifying.VerifyMu(Mu, ofMu)));
    }

    /// <summary>The engine on arrays that are there already, over mu that is digested already.</summary>
    private static Action BareEngine(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        using SigningKey key =
            SigningKey.ImportSeed(set.Algorithm, Keys.Counting(32), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] tr = new byte[64];
        Sha3.Shake256(publicKey, tr);
        byte[] prefix = [.. tr, 0, (byte)Context.Length, .. Context, .. Data];
        byte[] signature = key.Sign(Data, Context);
        byte[] rho = publicKey[..32];
        byte[] t1 = publicKey[32..];
        MLDsaParameterSet parameterSet = name switch
        {
            "ML-DSA-44" => MLDsaParameterSet.ml_dsa_44,
            "ML-DSA-65" => MLDsaParameterSet.ml_dsa_65,
            _ => MLDsaParameterSet.ml_dsa_87,
        };
        return () =>
        {
            ShakeDigest digest = new(256);
            digest.BlockUpdate(prefix);
            Assert.True(MLDsaEngine.Verify(MLDsaEngine.For(parameterSet), digest, signature, signature.Length, rho, t1));
        };
    }
}
