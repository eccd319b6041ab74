namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signatures that OpenSSL makes, we verify; and the other way round.</summary>
public class OpenSslSignatureTests
{
    private const string Context = "what it is for";

    private static readonly byte[] Message = Keys.Counting(200);

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsSignatureInContext_When_Verified_Expect_TrueInThatContextOnly(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, provider);
        OpenSslSigns(openSsl, Message, $"context-string:{Context}");
        Assert.True(key.VerifyingKey.Verify(Message, openSsl.Read("signature"), "what it is for"u8));
        Assert.False(key.VerifyingKey.Verify(Message, openSsl.Read("signature")));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OurSignatureInContext_When_OpenSslVerifies_Expect_TrueInThatContextOnly(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        openSsl.Write("signature", key.Sign(Message, "what it is for"u8));
        Assert.True(OpenSslVerifies(openSsl, key, Message, $"context-string:{Context}"));
        Assert.False(OpenSslVerifies(openSsl, key, Message, "context-string:another"));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_ContextOfEveryByte_When_SignedByEither_Expect_TheOtherVerifies(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, provider);
        byte[] context = Keys.Counting(255);
        string option = $"hexcontext-string:{Convert.ToHexString(context)}";
        OpenSslSigns(openSsl, Message, option);
        Assert.True(key.VerifyingKey.Verify(Message, openSsl.Read("signature"), context));
        openSsl.Write("signature", key.Sign(Message, context));
        Assert.True(OpenSslVerifies(openSsl, key, Message, option));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_NoContext_When_SignedByEither_Expect_TheOtherVerifies(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, provider);
        OpenSslSigns(openSsl, Message);
        Assert.True(key.VerifyingKey.Verify(Message, openSsl.Read("signature")));
        openSsl.Write("signature", key.Sign(Message));
        Assert.True(OpenSslVerifies(openSsl, key, Message));
    }

    [Theory]
    [InlineData("ML-DSA-44")]
    [InlineData("ML-DSA-65")]
    [InlineData("ML-DSA-87")]
    [InlineData("SLH-DSA-SHA2-128f")]
    [InlineData("SLH-DSA-SHAKE-128f")]
    public void Given_DeterministicMode_When_BothSign_Expect_TheSameSignature(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, ProviderUnderTest.BouncyCastle);
        OpenSslSigns(openSsl, Message, $"context-string:{Context}", "deterministic:1");
        Assert.Equal(openSsl.Read("signature"), key.Sign(Message, "what it is for"u8, SigningMode.Deterministic));
    }

    /// <summary>OpenSSL signs M' as it is: <c>0 || |ctx| || ctx || M</c> (FIPS 204, Algorithm 2; FIPS 205, Algorithm 22).</summary>
    [Theory]
    [InlineData("ML-DSA-44")]
    [InlineData("ML-DSA-65")]
    [InlineData("ML-DSA-87")]
    [InlineData("SLH-DSA-SHA2-128f")]
    public void Given_MessageEncodedByHand_When_OpenSslSigns_Expect_VerifiedAsTheMessage(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, ProviderUnderTest.BouncyCastle);
        OpenSslSigns(openSsl, [0, 3, 1, 2, 3, .. Message], "message-encoding:0");
        Assert.True(key.VerifyingKey.Verify(Message, openSsl.Read("signature"), [1, 2, 3]));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_Mu_When_SignedByEither_Expect_TheOtherVerifies(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = Generated(openSsl, name, provider);
        byte[] mu = Keys.Counting(64);
        openSsl.Write("mu", mu);
        openSsl.Run("pkeyutl", "-sign", "-in", "mu", "-inkey", "key.pem", "-pkeyopt", "mu:1", "-out", "signature");
        Assert.True(key.VerifyingKey.VerifyMu(mu, openSsl.Read("signature")));
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignMu(mu, signature);
        openSsl.Write("signature", signature);
        openSsl.Run("pkeyutl", "-verify", "-in", "mu", "-inkey", "key.pem", "-pkeyopt", "mu:1", "-sigfile", "signature");
    }

    private static SigningKey Generated(OpenSsl openSsl, string name, string provider)
    {
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        return SigningKey.ImportFromPem(openSsl.ReadText("key.pem"), ProviderUnderTest.Set(provider));
    }

    private static void OpenSslSigns(OpenSsl openSsl, byte[] message, params string[] options)
    {
        openSsl.Write("message", message);
        openSsl.Run([
            "pkeyutl", "-sign", "-rawin", "-in", "message", "-inkey", "key.pem", "-out", "signature", .. Options(options)]);
    }

    private static bool OpenSslVerifies(OpenSsl openSsl, SigningKey key, byte[] message, params string[] options)
    {
        openSsl.Write("message", message);
        openSsl.Write("public.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
        return openSsl.Succeeds([
            "pkeyutl", "-verify", "-rawin", "-in", "message", "-pubin", "-inkey", "public.pem", "-sigfile", "signature",
            .. Options(options)]);
    }

    private static IEnumerable<string> Options(string[] options) => options.SelectMany(static o => (string[])["-pkeyopt", o]);
}
