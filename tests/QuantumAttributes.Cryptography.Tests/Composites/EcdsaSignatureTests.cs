using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>One encoding for each ECDSA signature: Ecdsa-Sig-Value in DER, r and s in [1, n - 1].</summary>
public class EcdsaSignatureTests
{
    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.MLDsa44EcdsaP256;
    private static readonly BigInteger Order = new(EllipticCurve.P256.Order, isUnsigned: true, isBigEndian: true);

    public static TheoryData<string> Ecdsa =>
        [.. CompositeParts.All.Where(static a => a.HasVariableSignatureSize).Select(static a => a.Name)];

    [Fact]
    public void Given_SameNumbers_When_EncodedOtherwise_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(Algorithm);
        (byte[] first, byte[] r, byte[] s) = Sign(key);
        byte[] contents = [.. r, .. s];

        Assert.True(Verify([0x30, (byte)contents.Length, .. contents]));
        Assert.False(Verify([0x30, 0x81, (byte)contents.Length, .. contents]), "long form of a short length");
        Assert.False(Verify([0x30, 0x82, 0, (byte)contents.Length, .. contents]), "longer form");
        Assert.False(Verify([0x30, 0x80, .. contents, 0, 0]), "indefinite length");
        Assert.False(Verify([0x30, (byte)contents.Length, .. contents, 0]), "after the sequence");
        Assert.False(Verify([0x30, (byte)(contents.Length + 2), .. contents, 0x05, 0x00]), "in the sequence");
        Assert.False(Verify([0x30, (byte)(contents.Length + 1), .. contents]), "length too great");
        Assert.False(Verify([0x30, (byte)(contents.Length - 1), .. contents]), "length too small");
        Assert.False(Verify([0x31, (byte)contents.Length, .. contents]), "a set");
        Assert.False(Verify(Sequence(Padded(r), s)), "zero before r");
        Assert.False(Verify(Sequence(r, Padded(s))), "zero before s");
        Assert.False(Verify(Sequence([0x03, .. r[1..]], s)), "r a bit string");
        Assert.False(Verify(Sequence(r, [0x03, .. s[1..]])), "s a bit string");
        Assert.False(Verify(Sequence([0x02, 0x81, .. r[1..]], s)), "long form of r's length");
        Assert.False(Verify(Sequence(r)), "no s");
        Assert.False(Verify(Sequence(r, s, s)), "three numbers");
        Assert.False(Verify(Sequence([0x02, 0x00], s)), "r without digits");
        Assert.False(Verify(contents), "no sequence");
        Assert.False(Verify([.. Fixed(r), .. Fixed(s)]), "r and s without ASN.1");
        foreach (int size in (int[])[1, 2, 3, 4])
            Assert.False(Verify(Sequence(r, s)[..size]), $"{size} bytes");

        bool Verify(byte[] second) => key.VerifyingKey.Verify("data"u8, [.. first, .. second]);
    }

    /// <summary>In a short signature, which the largest size of a composite's does not keep out.</summary>
    [Fact]
    public void Given_DataAfterTheNumbers_When_Decoded_Expect_Refused()
    {
        byte[] rs = new byte[64];
        Assert.True(EcdsaSignatureValue.TryDecode([0x30, 6, 2, 1, 1, 2, 1, 1], rs));
        Assert.False(EcdsaSignatureValue.TryDecode([0x30, 8, 2, 1, 1, 2, 1, 1, 5, 0], rs));
    }

    /// <summary>Equal modulo n, or modulo 2^256 without their sign: no other number stands for r or s.</summary>
    [Fact]
    public void Given_NumbersOutOfRange_When_Verified_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(Algorithm);
        (byte[] first, byte[] r, byte[] s) = Sign(key, static (r, s) => r[1] == 0x21 && s[1] == 0x21); // 32 bytes each, behind a sign
        BigInteger rValue = Value(r);
        BigInteger sValue = Value(s);

        Assert.True(Verify(r, s));
        Assert.False(Verify(Integer(rValue + Order), s));
        Assert.False(Verify(r, Integer(sValue + Order)));
        Assert.False(Verify(Integer(rValue - Order), s));
        Assert.False(Verify(r, Integer(sValue - Order)));
        Assert.False(Verify([0x02, 0x20, .. Fixed(r)], s), "r read as negative");
        Assert.False(Verify(r, [0x02, 0x20, .. Fixed(s)]), "s read as negative");
        foreach (BigInteger wrong in (BigInteger[])[0, Order, Order + 1, -1, (BigInteger.One << 256) - 1, BigInteger.One << 256])
        {
            Assert.False(Verify(Integer(wrong), s));
            Assert.False(Verify(r, Integer(wrong)));
            Assert.False(Verify(Integer(wrong), Integer(wrong)));
        }

        bool Verify(byte[] one, byte[] other) => key.VerifyingKey.Verify("data"u8, [.. first, .. Sequence(one, other)]);
    }

    /// <summary>ECDSA itself has two signatures to each; the draft forbids neither (section 10.2.2).</summary>
    [Fact]
    public void Given_SignatureWithSNegated_When_Verified_Expect_AcceptedAsTheDraftSays()
    {
        using SigningKey key = SigningKey.Generate(Algorithm);
        (byte[] first, byte[] r, byte[] s) = Sign(key);

        Assert.True(key.VerifyingKey.Verify("data"u8, [.. first, .. Sequence(r, Integer(Order - Value(s)))]));
    }

    /// <summary>The largest numbers make the largest signature.</summary>
    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_EcdsaComposite_When_LargestSignatureEncoded_Expect_SignatureSize(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        EllipticCurve curve = CurveOf(algorithm);
        byte[] largest = Integer(new BigInteger(curve.Order, isUnsigned: true, isBigEndian: true) - 1);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(largest);
            writer.WriteEncodedValue(largest);
        }

        byte[] signature = writer.Encode();
        Assert.Equal(algorithm.SignatureSize, CompositeParts.MLDsaOf(algorithm).SignatureSize + signature.Length);
        Assert.True(EcdsaSignatureValue.TryDecode(signature, new byte[2 * curve.Size]));
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_Curve_When_ComparedToThePlatforms_Expect_SameParameters(string name)
    {
        EllipticCurve curve = CurveOf(SignatureAlgorithm.Parse(name));
        using ECDsa ecdsa = ECDsa.Create(ECCurve.CreateFromValue(curve.Oid));
        ECParameters platform = ecdsa.ExportExplicitParameters(includePrivateParameters: false);

        Assert.Equal(platform.Curve.Order, curve.Order.ToArray());
        Assert.Equal([1], platform.Curve.Cofactor!);
        Assert.True(curve.IsPoint([0x04, .. platform.Curve.G.X!, .. platform.Curve.G.Y!]));
        Assert.True(curve.IsPoint([0x04, .. platform.Q.X!, .. platform.Q.Y!]));
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_NumbersAroundTheOrder_When_Compared_Expect_OneToOrderMinusOne(string name)
    {
        EllipticCurve curve = CurveOf(SignatureAlgorithm.Parse(name));
        BigInteger order = new(curve.Order, isUnsigned: true, isBigEndian: true);

        for (int bit = 0; bit < 8 * curve.Size; bit++)
        {
            BigInteger power = BigInteger.One << bit;
            foreach (BigInteger number in (BigInteger[])[0, 1, power, power - 1, order - power, order + power, order, order - 1])
            {
                if (number.Sign >= 0 && number < BigInteger.One << (8 * curve.Size))
                    Assert.Equal(number > 0 && number < order, curve.IsScalar(Padded(number, curve.Size)));
            }
        }
    }

    private static EllipticCurve CurveOf(SignatureAlgorithm algorithm) => algorithm.Name.Split('-')[2] switch
    {
        "P256" => EllipticCurve.P256,
        "P384" => EllipticCurve.P384,
        "P521" => EllipticCurve.P521,
        "brainpoolP256r1" => EllipticCurve.BrainpoolP256r1,
        _ => EllipticCurve.BrainpoolP384r1,
    };

    /// <summary>A composite signature: the ML-DSA part, and the encoded numbers r and s.</summary>
    private static (byte[] First, byte[] R, byte[] S) Sign(SigningKey key, Func<byte[], byte[], bool>? wanted = null)
    {
        while (true)
        {
            byte[] signature = key.Sign("data"u8);
            byte[] second = signature[2420..];
            byte[] r = second[2..(4 + second[3])];
            byte[] s = second[(4 + second[3])..];
            if (wanted?.Invoke(r, s) ?? true)
                return (signature[..2420], r, s);
        }
    }

    private static byte[] Sequence(params byte[][] values)
    {
        byte[] contents = [.. values.SelectMany(static v => v)];
        return [0x30, (byte)contents.Length, .. contents];
    }

    private static byte[] Integer(BigInteger value)
    {
        byte[] digits = value.ToByteArray(isUnsigned: false, isBigEndian: true);
        return [0x02, (byte)digits.Length, .. digits];
    }

    private static byte[] Padded(byte[] integer) => [0x02, (byte)(integer[1] + 1), 0x00, .. integer[2..]];

    private static byte[] Padded(BigInteger value, int size)
    {
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - digits.Length], .. digits];
    }

    private static BigInteger Value(byte[] integer) => new(integer.AsSpan(2), isUnsigned: false, isBigEndian: true);

    private static byte[] Fixed(byte[] integer) => Padded(Value(integer), 32);
}
