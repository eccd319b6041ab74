using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What RFC 9180, section 7.1, asks of the keys of its classical KEMs.</summary>
public class DhKemTests
{
    private static readonly byte[] P256Order =
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] P384Order = Convert.FromHexString(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    public static TheoryData<string> NistCurves => ["DHKEM-P256", "DHKEM-P384"];

    public static TheoryData<string> MontgomeryCurves => ["DHKEM-X25519", "DHKEM-X448"];

    [Theory]
    [MemberData(nameof(NistCurves))]
    public void Given_PointNotOnTheCurve_When_ImportedOrDecapsulated_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm);
        byte[] point = key.PublicKey.Export();
        int size = (point.Length - 1) / 2;
        byte[] negative = [.. point];
        negative[^1] ^= 1;
        byte[][] refused =
        [
            negative,
            [0x02, .. point[1..]],
            [0x06, .. point[1..]],
            [(byte)(0x06 | (point[^1] & 1)), .. point[1..]],
            [0x00, .. point[1..]],
            new byte[point.Length],
            [0x04, .. new byte[2 * size]],
            [0x04, .. Enumerable.Repeat((byte)0xFF, 2 * size)],
        ];

        Assert.All(refused, bad =>
        {
            Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, bad));
            Assert.Throws<CryptographicException>(() => key.Decapsulate(bad));
        });
    }

    /// <summary>A coordinate of p or more, which names the point of another one: y = sqrt(b) at x = p, that is x = 0.</summary>
    [Fact]
    public void Given_CoordinateThatIsNotReduced_When_Imported_Expect_Refused()
    {
        byte[] x = Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
        byte[] y = Convert.FromHexString("66485C780E2F83D72433BD5D84A06BB6541C2AF31DAE871728BF856A174F93F4");
        KemPublicKey.Import(KemAlgorithm.DhKemP256, [0x04, .. new byte[32], .. y]).Dispose();
        Assert.Throws<CryptographicException>(() => KemPublicKey.Import(KemAlgorithm.DhKemP256, [0x04, .. x, .. y]));
    }

    [Theory]
    [MemberData(nameof(NistCurves))]
    public void Given_ScalarOutOfRange_When_Imported_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] order = name == "DHKEM-P256" ? P256Order : P384Order;
        byte[] last = [.. order];
        last[^1]--;
        byte[] one = new byte[order.Length];
        one[^1] = 1;

        Assert.All((byte[][])[new byte[order.Length], order, [.. Enumerable.Repeat((byte)0xFF, order.Length)]], scalar =>
        {
            CryptographicException e = Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportExpanded(algorithm, scalar));
            Assert.Equal("The private key is not between 1 and the order of the curve.", e.Message);
        });
        KemPrivateKey.ImportExpanded(algorithm, last).Dispose();
        KemPrivateKey.ImportExpanded(algorithm, one).Dispose();
    }

    [Theory]
    [MemberData(nameof(MontgomeryCurves))]
    public void Given_PointOfSmallOrder_When_EncapsulatedToOrDecapsulated_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm);
        byte[] one = new byte[algorithm.PublicKeySize];
        one[0] = 1;
        Assert.All((byte[][])[new byte[algorithm.PublicKeySize], one], point =>
        {
            using KemPublicKey publicKey = KemPublicKey.Import(algorithm, point);
            Assert.Throws<CryptographicException>(() => publicKey.Encapsulate());
            Assert.Throws<CryptographicException>(() => key.Decapsulate(point));
        });
    }

    [Theory]
    [MemberData(nameof(NistCurves))]
    [MemberData(nameof(MontgomeryCurves))]
    public void Given_ExpandedKey_When_Imported_Expect_TheKeyOfItsSeed(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey fromSeed = KemPrivateKey.Generate(algorithm);
        byte[] skRm = Keys.Expanded(algorithm, fromSeed.ExportSeed());
        using KemPrivateKey fromExpanded = KemPrivateKey.ImportExpanded(algorithm, skRm);
        (byte[] ciphertext, byte[] sharedSecret) = fromSeed.PublicKey.Encapsulate();

        Assert.Equal(fromSeed.PublicKey.Export(), fromExpanded.PublicKey.Export());
        Assert.Equal(sharedSecret, fromExpanded.Decapsulate(ciphertext));
    }

    [Theory]
    [MemberData(nameof(NistCurves))]
    [MemberData(nameof(MontgomeryCurves))]
    public void Given_ClassicalKem_When_Described_Expect_NoCategoryAndNoOid(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm);
        Assert.Equal(0, algorithm.NistCategory);
        Assert.Null(algorithm.Oid);
        Assert.Throws<NotSupportedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<NotSupportedException>(key.PublicKey.ExportSubjectPublicKeyInfo);
    }
}
