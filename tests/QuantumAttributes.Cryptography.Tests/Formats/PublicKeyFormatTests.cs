using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class PublicKeyFormatTests
{
    private const string MLDsaOid = "2.16.840.1.101.3.4.3.18";

    [Fact]
    public void Given_WellFormedInfo_When_Imported_Expect_Accepted()
    {
        using VerifyingKey key = VerifyingKey.ImportSubjectPublicKeyInfo(Info(MLDsaOid, new byte[1952]));
        Assert.Equal(new byte[1952], key.Export());
    }

    [Fact]
    public void Given_TrailingData_When_Imported_Expect_Refused()
    {
        AssertRefused([.. Info(MLDsaOid, new byte[1952]), 0]);
        AssertRefused(Info(MLDsaOid, new byte[1952], after: static w => w.WriteNull()));
    }

    [Fact]
    public void Given_AlgorithmParameters_When_Imported_Expect_Refused() =>
        AssertRefused(Info(MLDsaOid, new byte[1952], parameters: static w => w.WriteNull()));

    [Fact]
    public void Given_UnusedBits_When_Imported_Expect_Refused() => AssertRefused(Info(MLDsaOid, new byte[1952], unusedBits: 1));

    [Theory]
    [InlineData(1951)]
    [InlineData(1953)]
    [InlineData(0)]
    public void Given_WrongKeyLength_When_Imported_Expect_Refused(int size) => AssertRefused(Info(MLDsaOid, new byte[size]));

    [Fact]
    public void Given_KemKey_When_ImportedToVerify_Expect_Refused() =>
        AssertRefused(VectorFile.ReadPem("lamps/ml-kem/ML-KEM-768.pub"));

    [Fact]
    public void Given_VerifyingKey_When_ImportedToEncapsulate_Expect_Refused()
    {
        byte[] der = VectorFile.ReadPem("lamps/ml-dsa/ML-DSA-65.pub");
        Assert.Throws<CryptographicException>(() => KemPublicKey.ImportSubjectPublicKeyInfo(der));
    }

    [Fact]
    public void Given_EveryTruncation_When_Imported_Expect_Refused()
    {
        byte[] good = Info(MLDsaOid, new byte[1952]);
        for (int length = 0; length < good.Length; length += length < 40 ? 1 : 97)
            AssertRefused(good[..length]);
    }

    private static void AssertRefused(byte[] der) =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.ImportSubjectPublicKeyInfo(der));

    private static byte[] Info(
        string oid, byte[] key, int unusedBits = 0, Action<AsnWriter>? parameters = null, Action<AsnWriter>? after = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                parameters?.Invoke(writer);
            }

            writer.WriteBitString(key, unusedBits);
            after?.Invoke(writer);
        }

        return writer.Encode();
    }
}
