using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What is no uncompressed point of P-256 or P-384 is refused, as a public key and in a ciphertext.</summary>
public class NistPointTests
{
    // A point with x = 0, which p encodes as well; and one with a small y, which has room for p beside it.
    private const string P256 = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    private const string P256YOfZero = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";
    private const string P256XOfFive = "d7325d7646cd60d80a92738ceb345f844cffaf35841022cab176f692de8de1d7";
    private const string P256FiveAndP = "ffffffff00000001000000000000000000000001000000000000000000000004";

    private const string P384 =
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff";

    private const string P384YOfZero =
        "c306610fb0ae5a159cf45c06069f22a6c5eb3641c602d42dea2c4b4f75550793406d80d2b91ad54f9048bd487af1ade1";

    private const string P384XOfOne =
        "2261b2bf605c22f2f3aef6338719b2c486388ad5240719a5257315969ef01ba27f0a104c89704773a81fdabee6ab5c78";

    private const string P384OneAndP =
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff000000000000000100000000";

    public static TheoryData<string, string> Kems =>
        new MatrixTheoryData<string, string>(["MLKEM768-P256", "MLKEM1024-P384"], ProviderUnderTest.All);

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_NoPoint_When_PublicKeyImported_Expect_Refused(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        foreach ((string what, byte[] point) in NoPoints(algorithm, key.PublicKey.Export()))
        {
            byte[] publicKey = [.. key.PublicKey.Export()[..^point.Length], .. point];
            Assert.True(Refuses(() => KemPublicKey.Import(algorithm, publicKey, providers).Dispose()), what);
        }
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_NoPoint_When_Decapsulated_Expect_RefusedAndSecretZeroed(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        (byte[] good, _) = key.PublicKey.Encapsulate();
        foreach ((string what, byte[] point) in NoPoints(algorithm, good))
        {
            byte[] ciphertext = [.. good[..^point.Length], .. point];
            byte[] sharedSecret = [.. Enumerable.Repeat((byte)0xAA, 32)];
            Assert.True(Refuses(() => key.Decapsulate(ciphertext, sharedSecret)), what);
            Assert.Equal(new byte[32], sharedSecret);
        }
    }

    [Theory]
    [InlineData("MLKEM768-P256", true)]
    [InlineData("MLKEM768-P256", false)]
    [InlineData("MLKEM1024-P384", true)]
    [InlineData("MLKEM1024-P384", false)]
    public void Given_NoPoint_When_GroupAgrees_Expect_Refused(string name, bool platform)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        INominalGroup group = NistGroups.Get(algorithm, platform);
        using IGroupScalar scalar = group.CreateScalar(Keys.Counting(group.SeedSize, 1));
        byte[] good = new byte[group.ElementSize];
        scalar.ExportElement(good);
        foreach ((string what, byte[] point) in NoPoints(algorithm, good))
            Assert.True(Refuses(() => scalar.Agree(point, new byte[group.SharedSecretSize])), what);
    }

    /// <summary>The points that the unreduced encodings above are of are good ones.</summary>
    [Theory]
    [InlineData("MLKEM768-P256", true)]
    [InlineData("MLKEM768-P256", false)]
    [InlineData("MLKEM1024-P384", true)]
    [InlineData("MLKEM1024-P384", false)]
    public void Given_UnusualPoints_When_GroupAgrees_Expect_Accepted(string name, bool platform)
    {
        INominalGroup group = NistGroups.Get(KemAlgorithm.Parse(name), platform);
        NistCurve curve = name == "MLKEM768-P256" ? NistCurve.P256 : NistCurve.P384;
        using IGroupScalar scalar = group.CreateScalar(Keys.Counting(group.SeedSize, 1));
        byte[] zeros = new byte[curve.ScalarSize];
        byte[] withX0 = [4, .. zeros, .. Hex(curve == NistCurve.P256 ? P256YOfZero : P384YOfZero)];
        byte[] withSmallY = [4, .. Hex(curve == NistCurve.P256 ? P256XOfFive : P384XOfOne), .. zeros];
        withSmallY[^1] = curve == NistCurve.P256 ? (byte)5 : (byte)1;
        foreach (byte[] point in (byte[][])[withX0, withSmallY])
        {
            byte[] sharedSecret = new byte[group.SharedSecretSize];
            curve.CheckPoint(point);
            scalar.Agree(point, sharedSecret);
            Assert.NotEqual(new byte[group.SharedSecretSize], sharedSecret);
        }
    }

    /// <summary>
    /// draft-irtf-cfrg-concrete-hybrid-kems, section 3.1.1: what is not between 0 and the order is passed over, and the next taken.
    /// </summary>
    [Fact]
    public void Given_CandidatesOutOfRange_When_ScalarSampled_Expect_TheNextOne()
    {
        byte[] order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] belowOrder = [.. order[..^1], 0x50];
        byte[] aboveOrder = [.. order[..^1], 0x52];

        Assert.Equal(belowOrder, NistCurve.P256.RandomScalar([.. order, .. belowOrder, .. new byte[64]]));
        Assert.Equal(belowOrder, NistCurve.P256.RandomScalar([.. new byte[32], .. aboveOrder, .. order, .. belowOrder]));
        Assert.Equal(Keys.Counting(32), NistCurve.P256.RandomScalar([.. Keys.Counting(32), .. belowOrder, .. new byte[64]]));
    }

    [Fact]
    public void Given_SmallestScalar_When_ScalarSampled_Expect_Taken()
    {
        byte[] one = [.. new byte[31], 1];
        Assert.Equal(one, NistCurve.P256.RandomScalar([.. one, .. new byte[96]]));
    }

    [Fact]
    public void Given_NoCandidateInRange_When_ScalarSampled_Expect_CryptographicException()
    {
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, 128)];
        Assert.Throws<CryptographicException>(() => NistCurve.P256.RandomScalar(ones).ToArray());
        Assert.Throws<CryptographicException>(() => NistCurve.P256.RandomScalar(new byte[128]).ToArray());
        Assert.Throws<CryptographicException>(() => NistCurve.P384.RandomScalar(ones.AsSpan(0, 48)).ToArray());
        Assert.Throws<CryptographicException>(() => NistCurve.P384.RandomScalar(new byte[48]).ToArray());
    }

    private static IEnumerable<(string What, byte[] Bytes)> NoPoints(KemAlgorithm algorithm, byte[] endingInPoint)
    {
        bool isP256 = algorithm == KemAlgorithm.MLKem768P256;
        int size = isP256 ? 32 : 48;
        byte[] point = endingInPoint[^((2 * size) + 1)..];
        byte[] x = point[1..(size + 1)];
        byte[] y = point[(size + 1)..];
        yield return ("off the curve", [.. point[..^1], (byte)(point[^1] ^ 1)]);
        yield return ("infinity", new byte[point.Length]);
        yield return ("zero and zero", [4, .. new byte[2 * size]]);
        yield return ("compressed", [(byte)(2 + (y[^1] & 1)), .. x, .. new byte[size]]);
        yield return ("hybrid encoding", [(byte)(6 + (y[^1] & 1)), .. x, .. y]);
        yield return ("unknown encoding", [5, .. x, .. y]);
        yield return ("x not reduced", [4, .. Hex(isP256 ? P256 : P384), .. Hex(isP256 ? P256YOfZero : P384YOfZero)]);
        yield return ("y not reduced", [4, .. Hex(isP256 ? P256XOfFive : P384XOfOne), .. Hex(isP256 ? P256FiveAndP : P384OneAndP)]);
        yield return ("coordinates swapped", [4, .. y, .. x]);
    }

    private static bool Refuses(Action use)
    {
        try
        {
            use();
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
