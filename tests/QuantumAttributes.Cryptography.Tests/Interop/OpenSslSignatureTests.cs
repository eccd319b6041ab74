namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Signatures that OpenSSL makes, we verify; and the other way round. Without a context the small sets of SLH-DSA sign
/// certificates.
/// </summary>
public class OpenSslSignatureTests
{
    private const int LargestContext = 255;

    private static readonly byte[] Message = Keys.Counting(200);

    /// <summary>Set, provider, and the size of the context.</summary>
    public static TheoryData<string, string, int> Contexts
    {
        get
        {
            TheoryData<string, string, int> rows = [];
            foreach ((string name, string provider) in OpenSslSets.Signatures.Select(static row => row.Data))
            {
                rows.Add(name, provider, LargestContext);
                if (!SlhDsaSets.Small.Contains(name))
                    rows.Add(name, provider, 0);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Given_OpenSslsSignature_When_Verified_Expect_TrueInItsContextOnly(string name, string provider, int contextSize)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] context = Keys.Counting(contextSize);
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        using VerifyingKey key = VerifyingKey.ImportFromPem(openSsl.ReadText("public.pem"), ProviderUnderTest.Set(provider));
        byte[] signature = openSsl.Sign("key.pem", Message, InContext(context));
        Assert.True(key.Verify(Message, signature, context));
        Assert.False(key.Verify(Message, signature, Another(context)));
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Given_OurSignature_When_OpenSslVerifies_Expect_TrueInItsContextOnly(string name, string provider, int contextSize)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] context = Keys.Counting(contextSize);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        openSsl.Write("public.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
        byte[] signature = key.Sign(Message, context);
        Assert.True(openSsl.Verifies("public.pem", Message, signature, InContext(context)));
        Assert.False(openSsl.Verifies("public.pem", Message, signature, InContext(Another(context))));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Fast), MemberType = typeof(OpenSslSets))]
    public void Given_DeterministicMode_When_BothSign_Expect_TheSameSignature(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] context = Keys.Counting(LargestContext);
        using SigningKey key = Generated(openSsl, name, ProviderUnderTest.BouncyCastle);
        Assert.Equal(
            openSsl.Sign("key.pem", Message, InContext(context), "deterministic:1"),
            key.Sign(Message, context, SigningMode.Deterministic));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Fast), MemberType = typeof(OpenSslSets))]
    public void Given_MessageEncodedByHand_When_OpenSslSigns_Expect_VerifiedAsTheMessage(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, ProviderUnderTest.BouncyCastle);
        byte[] signature = openSsl.Sign("key.pem", EncodedMessage.Pure(Message, [1, 2, 3]), "message-encoding:0");
        Assert.True(key.VerifyingKey.Verify(Message, signature, [1, 2, 3]));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_Mu_When_SignedByEither_Expect_TheOtherVerifies(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, provider);
        byte[] mu = Keys.Counting(64);
        openSsl.Write("public.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
        Assert.True(key.VerifyingKey.VerifyMu(mu, openSsl.Sign("key.pem", mu, "mu:1")));
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignMu(mu, signature);
        Assert.True(openSsl.Verifies("public.pem", mu, signature, "mu:1"));
        Assert.False(openSsl.Verifies("public.pem", mu, signature));
    }

    private static SigningKey Generated(OpenSsl openSsl, string name, string provider)
    {
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        return SigningKey.ImportFromPem(openSsl.ReadText("key.pem"), ProviderUnderTest.Set(provider));
    }

    private static string InContext(byte[] context) => $"hexcontext-string:{Convert.ToHexString(context)}";

    private static byte[] Another(byte[] context) => context.Length == 0 ? [0] : context[..^1];
}
