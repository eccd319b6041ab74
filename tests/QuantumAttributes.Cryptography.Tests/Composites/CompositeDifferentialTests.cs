#pragma warning disable SYSLIB5006 // .NET 10 calls its CompositeMLDsa "for evaluation"; here it is only asked for a second opinion.
using CsCheck;
using PlatformAlgorithm = System.Security.Cryptography.CompositeMLDsaAlgorithm;
using PlatformComposite = System.Security.Cryptography.CompositeMLDsa;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Against .NET's own composites, where it has them: those with ECDSA on NIST's curves. The others have the LAMPS vectors alone.
/// </summary>
public class CompositeDifferentialTests(ITestOutputHelper output)
{
    private const int Rounds = 5;

    private static readonly Dictionary<string, PlatformAlgorithm> Known = new()
    {
        ["MLDSA44-ECDSA-P256-SHA256"] = PlatformAlgorithm.MLDsa44WithECDsaP256,
        ["MLDSA65-ECDSA-P256-SHA512"] = PlatformAlgorithm.MLDsa65WithECDsaP256,
        ["MLDSA65-ECDSA-P384-SHA512"] = PlatformAlgorithm.MLDsa65WithECDsaP384,
        ["MLDSA87-ECDSA-P384-SHA512"] = PlatformAlgorithm.MLDsa87WithECDsaP384,
        ["MLDSA87-ECDSA-P521-SHA512"] = PlatformAlgorithm.MLDsa87WithECDsaP521,
    };

    private static readonly Gen<(byte[] Message, byte[] Context)> Inputs =
        Gen.Select(Gen.Byte.Array[0, 1000], Gen.Byte.Array[0, 255]);

    public static TheoryData<string, string> OnProviders
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string name in Known.Keys)
            {
                rows.Add(name, ProviderUnderTest.BouncyCastle);
                rows.Add(name, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(OnProviders))]
    public void Given_OurSignature_When_DotNetVerifies_Expect_AcceptedAsIsRefusedWhenChanged(string name, string provider)
    {
        PlatformAlgorithm platform = PlatformOf(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        Run($"{name} signed by {provider}, verified by .NET", input =>
        {
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), providers);
            using PlatformComposite verifier = PlatformComposite.ImportCompositeMLDsaPublicKey(platform, key.VerifyingKey.Export());
            byte[] signature = key.Sign(input.Message, input.Context);

            Assert.True(verifier.VerifyData(input.Message, signature, input.Context));
            Assert.False(verifier.VerifyData([.. input.Message, 0], signature.AsSpan(), input.Context));
            Assert.Equal(key.VerifyingKey.ExportSubjectPublicKeyInfo(), verifier.ExportSubjectPublicKeyInfo());
        });
    }

    [Theory]
    [MemberData(nameof(OnProviders))]
    public void Given_DotNetsSignature_When_WeVerify_Expect_AcceptedAsIsRefusedWhenChanged(string name, string provider)
    {
        PlatformAlgorithm platform = PlatformOf(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        Run($"{name} signed by .NET, verified by {provider}", input =>
        {
            using PlatformComposite key = PlatformComposite.GenerateKey(platform);
            using VerifyingKey verifier = VerifyingKey.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), providers);
            byte[] signature = key.SignData(input.Message, input.Context);

            Assert.Equal(name, verifier.Algorithm.Name);
            Assert.True(verifier.Verify(input.Message, signature, input.Context));
            Assert.False(verifier.Verify([.. input.Message, 0], signature, input.Context));
        });
    }

    [Theory]
    [MemberData(nameof(OnProviders))]
    public void Given_PrivateKeys_When_ExchangedWithDotNet_Expect_TheSameKeys(string name, string provider)
    {
        PlatformAlgorithm platform = PlatformOf(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        Run($"{name} private keys between {provider} and .NET", input =>
        {
            using SigningKey ours = SigningKey.Generate(SignatureAlgorithm.Parse(name), providers);
            using PlatformComposite theirs = PlatformComposite.ImportPkcs8PrivateKey(ours.ExportPkcs8PrivateKey());
            using SigningKey again = SigningKey.ImportPkcs8PrivateKey(theirs.ExportPkcs8PrivateKey(), providers);

            Assert.Equal(platform.Name, theirs.Algorithm.Name);
            Assert.Equal(ours.VerifyingKey.Export(), theirs.ExportCompositeMLDsaPublicKey());
            Assert.Equal(ours.ExportPkcs8PrivateKey(), again.ExportPkcs8PrivateKey());
            Assert.True(ours.VerifyingKey.Verify(input.Message, theirs.SignData(input.Message, input.Context), input.Context));
        });
    }

    private static PlatformAlgorithm PlatformOf(string name)
    {
        Assert.SkipUnless(ProviderUnderTest.PlatformIsSupported, ProviderUnderTest.PlatformMissing);
        Assert.True(PlatformComposite.IsAlgorithmSupported(Known[name]));
        return Known[name];
    }

    private void Run(string what, Action<(byte[] Message, byte[] Context)> compare)
    {
        int ran = 0;
        Inputs.Sample(
            input =>
            {
                compare(input);
                Interlocked.Increment(ref ran);
            },
            iter: Rounds,
            threads: 1);
        output.WriteLine($"differential {what}: {ran} cases");
        Assert.Equal(Rounds, ran);
    }
}
