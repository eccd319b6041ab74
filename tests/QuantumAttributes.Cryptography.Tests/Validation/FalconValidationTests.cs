using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class FalconValidationTests
{
    private const int NonceEnd = 41;

    public static TheoryData<string> Sets => FalconAnswers.Sets;

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_PrivateKeyWithWrongHeader_When_Imported_Expect_Refused(string set) =>
        AssertKeyRefused(set, static (key, _) => key[0] ^= 1);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_PrivateKeyWithOneCoefficientChanged_When_Imported_Expect_Refused(string set)
    {
        AssertKeyRefused(set, static (key, _) => key[1] ^= 1); // f
        AssertKeyRefused(set, static (key, shape) => key[1 + shape.FgSize] ^= 1); // g
        AssertKeyRefused(set, static (key, shape) => key[1 + (2 * shape.FgSize)] ^= 1); // F
        AssertKeyRefused(set, static (key, _) => key[^1] ^= 1); // F
    }

    /// <summary>-32, -16 and -128 have encodings, and the specification forbids them.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_ForbiddenCoefficient_When_Imported_Expect_RefusedForItsRange(string set)
    {
        AssertRangeRefused(set, static (_, _) => 1, static shape => shape.FgBits);
        AssertRangeRefused(set, static (_, shape) => 1 + shape.FgSize, static shape => shape.FgBits);
        AssertRangeRefused(set, static (_, shape) => 1 + (2 * shape.FgSize), static _ => FalconShape.BigFBits);
        AssertRangeRefused(set, static (key, _) => key.Length - 1, static _ => FalconShape.BigFBits);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_FThatHasNoInverse_When_Imported_Expect_RefusedForIt(string set)
    {
        CryptographicException e = AssertKeyRefused(set, static (key, shape) => key.AsSpan(1, shape.FgSize).Clear());
        Assert.Contains("inverted", e.Message, StringComparison.Ordinal);
    }

    /// <summary>With F = 0 comes G = 0, which is short; only the NTRU equation shows that the key signs nothing.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_BigFOfZero_When_Imported_Expect_Refused(string set) =>
        AssertKeyRefused(set, static (key, shape) => key.AsSpan(1 + (2 * shape.FgSize)).Clear());

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_BigFOfAnotherKey_When_Imported_Expect_Refused(string set)
    {
        byte[] other = NewKey(set);
        AssertKeyRefused(set, (key, shape) => other.AsSpan(1 + (2 * shape.FgSize)).CopyTo(key.AsSpan(1 + (2 * shape.FgSize))));
    }

    /// <summary>
    /// With F and G, <c>F + kf</c> and <c>G + kg</c> solve the NTRU equation too. Here k is such that F stays short and G does
    /// not.
    /// </summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_BigFWhoseGIsTooLong_When_Imported_Expect_Refused(string set)
    {
        bool found = false;
        AssertKeyRefused(set, (key, shape) =>
        {
            int[] f = Polynomial(key, 1, shape.FgBits, shape.N);
            int[] g = Polynomial(key, 1 + shape.FgSize, shape.FgBits, shape.N);
            int[] bigF = Polynomial(key, 1 + (2 * shape.FgSize), FalconShape.BigFBits, shape.N);
            int[] bigG = BigG(f, g, bigF);
            for (int power = 0; power < 100 * shape.N && !found; power++)
            {
                int[] sum = AddShifted(bigF, f, power);
                if (sum.Max(Math.Abs) > 127)
                    continue;
                bigF = sum;
                bigG = AddShifted(bigG, g, power);
                found = bigG.Max(Math.Abs) > 127;
            }

            FalconPacking.Pack(bigF, FalconShape.BigFBits, key.AsSpan(1 + (2 * shape.FgSize)));
        });
        Assert.True(found);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_PrivateKeyOfWrongSize_When_Imported_Expect_CryptographicException(string set)
    {
        byte[] key = NewKey(set);
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);

        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, []));
        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, key.AsSpan(1)));
        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, [.. key, 0]));
        Assert.Throws<CryptographicException>(() => SigningKey.ImportSeed(algorithm, new byte[48]));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_PublicKeyWithWrongHeaderCoefficientOrSize_When_Imported_Expect_CryptographicException(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using SigningKey key = SigningKey.Generate(algorithm);
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] header = [.. publicKey];
        header[0] ^= 1;
        byte[] q = [.. publicKey];
        Span<int> h = stackalloc int[Shape(set).N];
        FalconPacking.Unpack(q.AsSpan(1), FalconShape.HBits, h);
        h[^1] = FalconRing.Q;
        FalconPacking.Pack(h, FalconShape.HBits, q.AsSpan(1));

        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, header));
        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, q));
        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, publicKey.AsSpan(1)));
        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, [.. publicKey, 0]));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SignatureWithAnyByteChanged_When_Verified_Expect_Refused(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] signature = key.Sign("data"u8);
        for (int position = 0; position < signature.Length; position++)
        {
            signature[position] ^= (byte)(1 << (position % 8));
            Assert.False(key.VerifyingKey.Verify("data"u8, signature));
            signature[position] ^= (byte)(1 << (position % 8));
        }

        Assert.True(key.VerifyingKey.Verify("data"u8, signature));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SignatureOfAnyOtherSize_When_Verified_Expect_False(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] signature = key.Sign("data"u8);
        for (int size = 0; size < signature.Length; size++)
            Assert.False(key.VerifyingKey.Verify("data"u8, signature.AsSpan(0, size)));

        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, 0]));
        int rest = key.Algorithm.SignatureSize - signature.Length;
        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, .. new byte[rest]]));
        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, .. new byte[2000]]));
    }

    /// <summary>Of the submission's three forms only the compressed one is ours.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_HeaderOfAnotherForm_When_Verified_Expect_False(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] signature = key.Sign("data"u8);
        foreach (byte form in (byte[])[0x20, 0x50])
        {
            signature[0] = (byte)(form | Shape(set).LogN);
            Assert.False(key.VerifyingKey.Verify("data"u8, signature));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_RandomBytesBehindTheNonce_When_Verified_Expect_FalseAndNothingThrown(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] start = key.Sign("data"u8)[..NonceEnd];
        Random random = new(11);
        for (int i = 0; i < 200; i++)
        {
            byte[] rest = new byte[random.Next(key.Algorithm.SignatureSize - NonceEnd)];
            random.NextBytes(rest);
            Assert.False(key.VerifyingKey.Verify("data"u8, [.. start, .. rest]));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_ContextHashOrMode_When_Signed_Expect_Refused(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] signature = new byte[key.Algorithm.SignatureSize];

        Assert.Throws<ArgumentException>(() => key.Sign("data"u8, "c"u8));
        Assert.Throws<ArgumentException>(() => key.VerifyingKey.Verify("data"u8, signature, "c"u8));
        Assert.Throws<NotSupportedException>(() => key.Sign("data"u8, mode: SigningMode.Deterministic));
        Assert.Throws<NotSupportedException>(() => key.SignPreHash(new byte[32], signature, "2.16.840.1.101.3.4.2.1"));
        Assert.Throws<NotSupportedException>(() => key.SignMu(new byte[64], signature));
        Assert.Throws<ArgumentException>(() => key.Sign("data"u8, signature.AsSpan(1)));
    }

    private static CryptographicException AssertKeyRefused(string set, Action<byte[], FalconShape> change)
    {
        byte[] key = NewKey(set);
        change(key, Shape(set));
        return Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(SignatureAlgorithm.Parse(set), key));
    }

    private static void AssertRangeRefused(string set, Func<byte[], FalconShape, int> offset, Func<FalconShape, int> bits)
    {
        CryptographicException e = AssertKeyRefused(set, (key, shape) =>
        {
            int size = bits(shape);
            ref byte first = ref key[offset(key, shape)];
            first = (byte)((first & (0xFF >> size)) | 0x80);
        });
        Assert.Contains("range", e.Message, StringComparison.Ordinal);
    }

    private static int[] Polynomial(byte[] key, int offset, int bits, int n)
    {
        int[] w = new int[n];
        FalconPacking.UnpackSigned(key.AsSpan(offset), bits, w);
        return w;
    }

    private static int[] BigG(int[] f, int[] g, int[] bigF)
    {
        int[] inverse = Transformed(f);
        int[] product = Transformed(g);
        _ = FalconRing.InvertNtt(inverse);
        FalconRing.MultiplyNtt(product, Transformed(bigF));
        FalconRing.MultiplyNtt(product, inverse);
        FalconRing.InverseNtt(product);
        return [.. product.Select(FalconRing.ToSigned)];
    }

    private static int[] Transformed(int[] signed)
    {
        int[] w = [.. signed.Select(FalconRing.FromSigned)];
        FalconRing.Ntt(w);
        return w;
    }

    /// <summary><c>a + X^power b</c> in Z[X]/(X^n + 1), where X^n is -1.</summary>
    private static int[] AddShifted(int[] a, int[] b, int power)
    {
        int n = a.Length;
        int[] sum = [.. a];
        for (int i = 0; i < n; i++)
            sum[(i + power) % n] += (i + power) / n % 2 == 0 ? b[i] : -b[i];
        return sum;
    }

    private static FalconShape Shape(string set) =>
        set == "Falcon-512-round3" ? FalconShape.Falcon512 : FalconShape.Falcon1024;

    private static byte[] NewKey(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        return Keys.Expanded(key);
    }
}
