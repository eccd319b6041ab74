using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using BouncyCastleEd25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Points of prime order and reduced scalars only: every verifier of RFC 8032 agrees on what is accepted here.</summary>
public class EdDsaSignatureTests
{
    private static readonly byte[] Message = "data"u8.ToArray();

    private static readonly Curve Ed25519 = new(
        SignatureAlgorithm.MLDsa44Ed25519,
        KeySize: 32,
        P: BigInteger.Pow(2, 255) - 19,
        L: BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null));

    private static readonly Curve Ed448 = new(
        SignatureAlgorithm.MLDsa87Ed448,
        KeySize: 57,
        P: BigInteger.Pow(2, 448) - BigInteger.Pow(2, 224) - 1,
        L: BigInteger.Pow(2, 446)
            - BigInteger.Parse("13818066809895115352007386748515426880336692474882178609894547503885", null));

    public static TheoryData<string> Names => ["Ed25519", "Ed448"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_ScalarNotReduced_When_Verified_Expect_Refused(string name)
    {
        Curve curve = CurveOf(name);
        using SigningKey key = SigningKey.Generate(curve.Algorithm);
        (byte[] first, byte[] r, byte[] s) = Sign(key, curve);
        BigInteger scalar = Number(s);

        Assert.True(key.VerifyingKey.Verify(Message, [.. first, .. r, .. curve.Encode(scalar)]));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. r, .. curve.Encode(scalar + curve.L)]));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. r, .. curve.Encode(scalar + (2 * curve.L))]));
    }

    /// <summary>
    /// The signer can add the point of order 2 to R: the equation with the cofactor then holds, the one without does not. RFC 8032
    /// lets a verifier choose; other verifiers choose otherwise than BouncyCastle, which takes the one with the cofactor.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Given_SignersRWithPartOfSmallOrder_When_Verified_Expect_Refused(string name)
    {
        Curve curve = CurveOf(name);
        using SigningKey key = SigningKey.Generate(curve.Algorithm);
        for (int i = 0; i < 16; i++)
        {
            byte[] message = [.. Message, (byte)i];
            byte[] first = CompositeParts.SignMLDsa(
                key, CompositeParts.Representative(curve.Algorithm, message, []), CompositeParts.LabelOf(curve.Algorithm));
            Assert.True(key.VerifyingKey.Verify(message, [.. first, .. SignWithOwnR(key, curve, message, addOrderTwo: false)]));
            Assert.False(key.VerifyingKey.Verify(message, [.. first, .. SignWithOwnR(key, curve, message, addOrderTwo: true)]));
        }
    }

    /// <summary>Why the check on R is there. Should BouncyCastle change, it may go.</summary>
    [Fact]
    public void Given_SignersRWithPartOfSmallOrder_When_BouncyCastleVerifies_Expect_Accepted()
    {
        using SigningKey key = SigningKey.Generate(Ed25519.Algorithm);
        byte[] publicKey = key.VerifyingKey.Export()[1312..];
        byte[] representative = CompositeParts.Representative(Ed25519.Algorithm, Message, []);

        Assert.True(BouncyCastleEd25519.Verify(SignWithOwnR(key, Ed25519, Message, addOrderTwo: true), publicKey, representative));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_PublicKeyNotOfPrimeOrder_When_Imported_Expect_Refused(string name)
    {
        Curve curve = CurveOf(name);
        using SigningKey key = SigningKey.Generate(curve.Algorithm);
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] good = publicKey[^curve.KeySize..];

        AssertRefused(curve.Encode(BigInteger.One)); // the neutral element
        AssertRefused(curve.Encode(curve.P - 1)); // order 2
        AssertRefused(curve.Encode(BigInteger.Zero)); // order 4
        AssertRefused(Curve.WithSign(curve.Encode(BigInteger.Zero))); // order 4, the other
        AssertRefused(curve.AddOrderTwo(good)); // with a part of order 2
        AssertRefused(curve.Encode(curve.P)); // zero, not reduced
        AssertRefused(curve.Encode(curve.P + 1)); // one, not reduced
        AssertRefused(Curve.WithSign(curve.Encode(BigInteger.One))); // the neutral element, x = -0
        AssertRefused([.. Enumerable.Repeat((byte)0xFF, curve.KeySize)]); // all ones
        AssertRefused(NotOnTheCurve(good)); // no such x

        void AssertRefused(byte[] point)
        {
            byte[] wrong = [.. publicKey[..^curve.KeySize], .. point];
            CryptographicException e = Assert.Throws<CryptographicException>(() => VerifyingKey.Import(curve.Algorithm, wrong));
            Assert.Contains("prime order", e.Message, StringComparison.Ordinal);
        }

        // About half of all y have no x.
        byte[] NotOnTheCurve(byte[] point)
        {
            for (BigInteger y = Curve.Y(point); ; y++)
            {
                if (!curve.HasPoint(y))
                    return curve.Encode(y);
            }
        }
    }

    private static Curve CurveOf(string name) => name == "Ed448" ? Ed448 : Ed25519;

    private static (byte[] First, byte[] R, byte[] S) Sign(SigningKey key, Curve curve)
    {
        byte[] signature = key.Sign(Message);
        return (signature[..^(2 * curve.KeySize)], signature[^(2 * curve.KeySize)..^curve.KeySize], signature[^curve.KeySize..]);
    }

    /// <summary>RFC 8032, sections 5.1.6 and 5.2.6, with r and R as usual or R moved by the point of order 2.</summary>
    private static byte[] SignWithOwnR(SigningKey key, Curve curve, byte[] message, bool addOrderTwo)
    {
        byte[] privateKey = CompositeParts.PrivateKeyOf(key)[CompositeParts.SeedSize..];
        byte[] publicKey = key.VerifyingKey.Export()[^curve.KeySize..];
        byte[] representative = CompositeParts.Representative(curve.Algorithm, message, []);
        byte[] r = CompositeParts.SignTraditional(key, representative)[..curve.KeySize];

        byte[] h = curve.Hash(domain: false, privateKey);
        BigInteger a = curve.Clamp(h[..curve.KeySize]);
        BigInteger rScalar = Number(curve.Hash(domain: true, h[curve.KeySize..], representative)) % curve.L;
        if (addOrderTwo)
            r = curve.AddOrderTwo(r);
        BigInteger k = Number(curve.Hash(domain: true, r, publicKey, representative)) % curve.L;
        return [.. r, .. curve.Encode((rScalar + (k * a)) % curve.L)];
    }

    private static BigInteger Number(byte[] littleEndian) => new(littleEndian, isUnsigned: true);

    /// <summary>What of RFC 8032, sections 5.1 and 5.2, the tests need: encodings, hashes, and which y have points.</summary>
    private sealed record Curve(SignatureAlgorithm Algorithm, int KeySize, BigInteger P, BigInteger L)
    {
        private bool Is448 => KeySize == 57;

        public byte[] Encode(BigInteger number)
        {
            byte[] bytes = number.ToByteArray(isUnsigned: true);
            return [.. bytes, .. new byte[KeySize - bytes.Length]];
        }

        public static byte[] WithSign(byte[] point) => [.. point[..^1], (byte)(point[^1] ^ 0x80)];

        public static BigInteger Y(byte[] point) => Number([.. point[..^1], (byte)(point[^1] & 0x7F)]);

        /// <summary>(x, y) + (0, -1) = (-x, -y).</summary>
        public byte[] AddOrderTwo(byte[] point)
        {
            byte[] negated = Encode(P - Y(point));
            negated[^1] |= (byte)(~point[^1] & 0x80);
            return negated;
        }

        /// <summary>Whether x^2 = (1 - y^2) / (a - d y^2) is a square.</summary>
        public bool HasPoint(BigInteger y)
        {
            BigInteger a = Is448 ? 1 : P - 1;
            BigInteger d = Is448 ? P - 39081 : (P - 121665) * BigInteger.ModPow(121666, P - 2, P) % P;
            BigInteger y2 = y * y % P;
            BigInteger square = (1 - y2 + P) * (a - (d * y2 % P) + P) % P; // times the square of the denominator
            return square.IsZero || BigInteger.ModPow(square, (P - 1) / 2, P).IsOne;
        }

        public BigInteger Clamp(byte[] h)
        {
            h[0] &= (byte)(Is448 ? 0xFC : 0xF8);
            if (Is448)
                (h[55], h[56]) = ((byte)(h[55] | 0x80), 0);
            else
                h[31] = (byte)((h[31] & 0x7F) | 0x40);
            return Number(h);
        }

        public byte[] Hash(bool domain, params byte[][] parts)
        {
            byte[] input = [.. parts.SelectMany(static p => p)];
            if (!Is448)
                return SHA512.HashData(input);

            ShakeDigest shake = new(256);
            if (domain)
                shake.BlockUpdate([.. "SigEd448"u8, 0, 0]);
            shake.BlockUpdate(input);
            byte[] hash = new byte[2 * KeySize];
            shake.OutputFinal(hash, 0, hash.Length);
            return hash;
        }
    }
}
