using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The examples of draft-ietf-lamps-pq-composite-sigs, with plain ML-DSA for comparison. Values are base64.</summary>
public class CompositeVectorTests(ITestOutputHelper output)
{
    private const string File = "lamps/composite-ml-dsa.json.gz";
    private const int Known = 13;
    private const int WithRsa = 8;

    private static readonly JsonElement Root = VectorFile.ReadJson(File);
    private static readonly byte[] Message = Root.GetProperty("m").GetBytesFromBase64();
    private static readonly byte[] Context = Root.GetProperty("ctx").GetBytesFromBase64();

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftSignatures_When_Verified_Expect_AcceptedInTheirContextOnly(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach ((SignatureAlgorithm algorithm, JsonElement test) in Cases())
        {
            using VerifyingKey key = VerifyingKey.Import(algorithm, Bytes(test, "pk"), providers);
            Assert.True(key.Verify(Message, Bytes(test, "s")), algorithm.Name);
            Assert.True(key.Verify(Message, Bytes(test, "sWithContext"), Context), algorithm.Name);
            Assert.False(key.Verify(Message, Bytes(test, "s"), Context), algorithm.Name);
            Assert.False(key.Verify(Message, Bytes(test, "sWithContext")), algorithm.Name);
            cases++;
        }

        Ran("signatures", provider, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftPrivateKeys_When_ImportedRaw_Expect_DraftPublicKeysAndGoodSignatures(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach ((SignatureAlgorithm algorithm, JsonElement test) in Cases())
        {
            using SigningKey key = algorithm.SeedSize is null
                ? SigningKey.ImportExpanded(algorithm, Bytes(test, "sk"), providers)
                : SigningKey.ImportSeed(algorithm, Bytes(test, "sk"), providers);
            using VerifyingKey verifying = VerifyingKey.Import(algorithm, Bytes(test, "pk"), providers);
            Assert.Equal(Bytes(test, "pk"), key.VerifyingKey.Export());
            Assert.True(verifying.Verify(Message, key.Sign(Message, Context), Context));
            cases++;
        }

        Ran("raw private keys", provider, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftPkcs8_When_ImportedAndExported_Expect_TheSameBytes(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach ((SignatureAlgorithm algorithm, JsonElement test) in Cases())
        {
            using SigningKey key = SigningKey.ImportPkcs8PrivateKey(Bytes(test, "sk_pkcs8"), providers);
            Assert.Same(algorithm, key.Algorithm);
            Assert.Equal(Bytes(test, "pk"), key.VerifyingKey.Export());
            Assert.Equal(Bytes(test, "sk_pkcs8"), key.ExportPkcs8PrivateKey());
            cases++;
        }

        Ran("PKCS#8", provider, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftCertificates_When_TheirOwnKeyVerifiesThem_Expect_Accepted(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach ((SignatureAlgorithm algorithm, JsonElement test) in Cases())
        {
            Certificate certificate = Certificate.Read(Bytes(test, "x5c"));
            using VerifyingKey key = VerifyingKey.ImportSubjectPublicKeyInfo(certificate.PublicKeyInfo, providers);
            Assert.Same(algorithm, key.Algorithm);
            Assert.Equal(algorithm.Oid, certificate.SignatureOid);
            Assert.Equal(certificate.PublicKeyInfo, key.ExportSubjectPublicKeyInfo());
            Assert.Equal(Bytes(test, "pk"), key.Export());
            Assert.True(key.Verify(certificate.ToBeSigned, certificate.Signature), algorithm.Name);
            cases++;
        }

        Ran("certificates", provider, cases);
    }

    [Fact]
    public void Given_CompositesWithRsa_When_Sought_Expect_Unknown()
    {
        int unknown = 0;
        foreach (JsonElement test in Tests().Where(static t => !SignatureAlgorithm.TryParse(NameOf(t), out _)))
        {
            Assert.Contains("-RSA", NameOf(test), StringComparison.Ordinal);
            Assert.Throws<CryptographicException>(
                () => VerifyingKey.ImportSubjectPublicKeyInfo(Certificate.Read(Bytes(test, "x5c")).PublicKeyInfo));
            Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(Bytes(test, "sk_pkcs8")));
            unknown++;
        }

        output.WriteLine($"{File} with RSA, not offered: {unknown} cases");
        Assert.Equal(WithRsa, unknown);
    }

    private static JsonElement.ArrayEnumerator Tests() => Root.GetProperty("tests").EnumerateArray();

    private static string NameOf(JsonElement test) => test.GetProperty("tcId").GetString()!["id-".Length..];

    private static byte[] Bytes(JsonElement test, string member) => test.GetProperty(member).GetBytesFromBase64();

    private static IEnumerable<(SignatureAlgorithm Algorithm, JsonElement Test)> Cases()
    {
        foreach (JsonElement test in Tests())
        {
            if (SignatureAlgorithm.TryParse(NameOf(test), out SignatureAlgorithm? algorithm))
                yield return (algorithm, test);
        }
    }

    private void Ran(string what, string provider, int cases)
    {
        output.WriteLine($"{File} {what} on {provider}: {cases} cases");
        Assert.Equal(Known, cases);
    }

    /// <summary>What of a certificate (RFC 5280, section 4.1) matters here.</summary>
    private sealed record Certificate(byte[] ToBeSigned, byte[] PublicKeyInfo, string SignatureOid, byte[] Signature)
    {
        public static Certificate Read(byte[] der)
        {
            AsnReader outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            byte[] toBeSigned = outer.ReadEncodedValue().ToArray();
            string oid = outer.ReadSequence().ReadObjectIdentifier();
            byte[] signature = outer.ReadBitString(out _);

            AsnReader inner = new AsnReader(toBeSigned, AsnEncodingRules.DER).ReadSequence();
            for (int i = 0; i < 6; i++) // version, serial number, algorithm, issuer, validity, subject
                inner.ReadEncodedValue();
            return new Certificate(toBeSigned, inner.ReadEncodedValue().ToArray(), oid, signature);
        }
    }
}
