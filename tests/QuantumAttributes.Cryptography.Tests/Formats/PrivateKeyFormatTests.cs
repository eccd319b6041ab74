using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class PrivateKeyFormatTests
{
    private const string MLKemOid = "2.16.840.1.101.3.4.4.2";
    private const string MLDsaOid = "2.16.840.1.101.3.4.3.18";
    private const string XWingOid = "1.3.6.1.4.1.62253.25722";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);
    private static readonly byte[] KemSeed = Keys.Counting(64);
    private static readonly byte[] SigningSeed = Keys.Counting(32);
    private static readonly byte[] KemExpanded = Keys.Expanded(KemAlgorithm.MLKem768, KemSeed);
    private static readonly byte[] SigningExpanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, SigningSeed);

    /// <summary>No key of such an algorithm has an identifier yet, and with it a way here through the key classes.</summary>
    [Fact]
    public void Given_ExpandedKeyWhereOnlyTheSeedHasAnEncoding_When_Written_Expect_NotSupported() =>
        Assert.Throws<NotSupportedException>(
            () => PrivateKeyEncoding.RawSeed.Write(new AsnWriter(AsnEncodingRules.DER), PrivateKeyParts.OfExpandedKey([1])));

    [Fact]
    public void Given_SeedOfOtherKemKey_When_BothImported_Expect_Refused()
    {
        byte[] der = Pkcs8(MLKemOid, w => Both(w, Keys.Counting(64, 1), KemExpanded));
        AssertMentions("together", Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportPkcs8PrivateKey(der)));
    }

    [Fact]
    public void Given_SeedOfOtherSigningKey_When_BothImported_Expect_Refused()
    {
        byte[] der = Pkcs8(MLDsaOid, w => Both(w, Keys.Counting(32, 1), SigningExpanded));
        AssertMentions("together", Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(der)));
    }

    /// <summary>The whole expanded key is compared, the implicit rejection secret z at its end too.</summary>
    [Fact]
    public void Given_OneBitOfExpandedKeyFlipped_When_BothImported_Expect_Refused()
    {
        byte[] expanded = [.. KemExpanded];
        expanded[^1] ^= 1;
        byte[] der = Pkcs8(MLKemOid, w => Both(w, KemSeed, expanded));
        AssertMentions("together", Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportPkcs8PrivateKey(der)));
    }

    [Fact]
    public void Given_ExpandedKeyOfOtherLength_When_BothImported_Expect_Refused()
    {
        byte[] der = Pkcs8(MLDsaOid, w => Both(w, SigningSeed, SigningExpanded[..^1]));
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(der));
    }

    [Theory]
    [InlineData(MLKemOid, 63)]
    [InlineData(MLKemOid, 65)]
    [InlineData(MLKemOid, 0)]
    [InlineData(XWingOid, 64)]
    public void Given_SeedOfWrongLength_When_Imported_Expect_Refused(string oid, int size)
    {
        byte[] der = oid == XWingOid
            ? Pkcs8(oid, w => w.WriteOctetString(new byte[size]), wrap: false)
            : Pkcs8(oid, w => w.WriteOctetString(new byte[size], Tag0));
        Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportPkcs8PrivateKey(der));
    }

    [Fact]
    public void Given_TrailingData_When_Imported_Expect_RefusedAtEveryLevel()
    {
        byte[] good = Pkcs8(MLDsaOid, w => w.WriteOctetString(SigningSeed, Tag0));
        using SigningKey key = SigningKey.ImportPkcs8PrivateKey(good);

        AssertRefused([.. good, 0]);
        AssertRefused(Pkcs8(MLDsaOid, static w => w.WriteOctetString(SigningSeed, Tag0), after: static w => w.WriteNull()));
        AssertRefused(Pkcs8(MLDsaOid, static w =>
        {
            w.WriteOctetString(SigningSeed, Tag0);
            w.WriteNull();
        }));
        AssertRefused(Pkcs8(MLDsaOid, static w =>
        {
            using (w.PushSequence())
            {
                w.WriteOctetString(SigningSeed);
                w.WriteOctetString(SigningExpanded);
                w.WriteNull();
            }
        }));
    }

    [Fact]
    public void Given_AlgorithmParameters_When_Imported_Expect_Refused() =>
        AssertRefused(Pkcs8(MLDsaOid, static w => w.WriteOctetString(SigningSeed, Tag0), parameters: static w => w.WriteNull()));

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(1L << 32)] // whose lower half is a version that there is
    public void Given_UnknownVersion_When_Imported_Expect_Refused(long version) =>
        AssertRefused(Pkcs8(MLDsaOid, static w => w.WriteOctetString(SigningSeed, Tag0), version: version));

    [Theory]
    [InlineData("1.2.840.113549.1.1.1")]
    [InlineData(MLKemOid)]
    public void Given_AlgorithmThatDoesNotSign_When_Imported_Expect_Refused(string oid) =>
        AssertRefused(Pkcs8(oid, static w => w.WriteOctetString(SigningSeed, Tag0)));

    [Fact]
    public void Given_LengthNotMinimal_When_Imported_Expect_RefusedAsNotDer()
    {
        byte[] good = Pkcs8(MLDsaOid, static w => w.WriteOctetString(SigningSeed, Tag0));
        AssertRefused([0x30, 0x81, .. good[1..]]);
    }

    [Fact]
    public void Given_EveryTruncation_When_Imported_Expect_Refused()
    {
        byte[] good = Pkcs8(MLDsaOid, static w => w.WriteOctetString(SigningSeed, Tag0));
        for (int length = 0; length < good.Length; length++)
            AssertRefused(good[..length]);
    }

    [Fact]
    public void Given_AttributesAndItsPublicKey_When_Imported_Expect_Accepted()
    {
        using SigningKey expected = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, SigningSeed);
        using SigningKey key = SigningKey.ImportPkcs8PrivateKey(WithPublicKey(expected.VerifyingKey.Export()));
        Assert.Equal(expected.VerifyingKey.Thumbprint, key.VerifyingKey.Thumbprint);
    }

    [Fact]
    public void Given_PublicKeyOfAnother_When_Imported_Expect_Refused()
    {
        using SigningKey other = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32, 1));
        byte[] der = WithPublicKey(other.VerifyingKey.Export());
        AssertMentions("not its own", Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(der)));
    }

    [Fact]
    public void Given_PublicKeyInVersionWithoutOne_When_Imported_Expect_Refused()
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, SigningSeed);
        byte[] der = WithPublicKey(key.VerifyingKey.Export(), version: 0);
        AssertRefused(der);
    }

    private static byte[] WithPublicKey(byte[] publicKey, int version = 1) => Pkcs8(
        MLDsaOid,
        static w => w.WriteOctetString(SigningSeed, Tag0),
        version: version,
        after: w =>
        {
            using (w.PushSetOf(Tag0))
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier("1.2.3.4");
                using (w.PushSetOf())
                    w.WriteNull();
            }

            w.WriteBitString(publicKey, 0, new Asn1Tag(TagClass.ContextSpecific, 1));
        });

    private static void AssertRefused(byte[] der) =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(der));

    private static void AssertMentions(string text, Exception e) => Assert.Contains(text, e.Message, StringComparison.Ordinal);

    private static void Both(AsnWriter writer, byte[] seed, byte[] expanded)
    {
        using (writer.PushSequence())
        {
            writer.WriteOctetString(seed);
            writer.WriteOctetString(expanded);
        }
    }

    private static byte[] Pkcs8(
        string oid,
        Action<AsnWriter> privateKey,
        bool wrap = true,
        long version = 0,
        Action<AsnWriter>? parameters = null,
        Action<AsnWriter>? after = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(version);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                parameters?.Invoke(writer);
            }

            using (wrap ? writer.PushOctetString() : (IDisposable)new MemoryStream())
                privateKey(writer);
            after?.Invoke(writer);
        }

        return writer.Encode();
    }
}
