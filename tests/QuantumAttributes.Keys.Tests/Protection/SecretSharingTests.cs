using System.Security.Cryptography;
using CsCheck;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class SecretSharingTests
{
    private static readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Given_AnySecretAndSizes_When_AnyEnoughSharesAreCombined_Expect_TheSecret() =>
        Splits.Sample(split =>
        {
            KeyShare[] shares = SecretSharing.Split(split.Secret, split.Threshold, split.Shares, _random);
            RandomNumberGenerator.Shuffle<KeyShare>(shares);
            return Combine(shares[..split.Threshold]).AsSpan().SequenceEqual(split.Secret)
                && Combine(shares).AsSpan().SequenceEqual(split.Secret);
        }, iter: 200);

    [Fact]
    public void Given_AnySecretAndSizes_When_OneShareIsMissing_Expect_Refusal() =>
        Splits.Sample(split =>
        {
            KeyShare[] shares = SecretSharing.Split(split.Secret, split.Threshold, split.Shares, _random);
            RandomNumberGenerator.Shuffle<KeyShare>(shares);
            Assert.Throws<KeyProtectionException>(() => Combine(shares[..(split.Threshold - 1)]));
        }, iter: 200);

    // Its text is well-formed, with the right checksum; only y is not what the polynomial says.
    [Fact]
    public void Given_AnySecretAndSizes_When_OneShareIsForged_Expect_RefusalWithOrWithoutSharesToSpare() =>
        Gen.Select(Splits, Gen.Int[0, 255], Gen.Byte[1, 255]).Sample((split, place, change) =>
        {
            KeyShare[] shares = SecretSharing.Split(split.Secret, split.Threshold, split.Shares, _random);
            RandomNumberGenerator.Shuffle<KeyShare>(shares);
            shares[0] = Forge(shares[0], place & 31, change);
            Assert.Throws<KeyProtectionException>(() => Combine(shares[..split.Threshold]));
            Assert.Throws<KeyProtectionException>(() => Combine(shares));
        }, iter: 200);

    [Fact]
    public void Given_AShareThatNamesALowerThreshold_When_ThatManyAreCombined_Expect_Refusal()
    {
        KeyShare[] shares = [.. SecretSharing.Split(_secret, 3, 5, _random).Take(2).Select(static share => WithThreshold(share, 2))];

        Assert.Throws<KeyProtectionException>(() => Combine(shares));
    }

    [Fact]
    public void Given_SharesOfTwoSecrets_When_Combined_Expect_Refusal()
    {
        KeyShare[] one = SecretSharing.Split(_secret, 2, 3, _random);
        KeyShare[] other = SecretSharing.Split(RandomNumberGenerator.GetBytes(32), 2, 3, _random);

        Assert.Contains("different sets", Refusal([one[0], other[1]]), StringComparison.Ordinal);
        Assert.Contains("different sets", Refusal([one[0], one[1], other[2]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_SharesOfTwoThresholds_When_Combined_Expect_Refusal()
    {
        KeyShare[] one = SecretSharing.Split(_secret, 2, 3, _random), other = SecretSharing.Split(_secret, 3, 3, _random);

        Assert.Contains("different sets", Refusal([one[0], other[1]]), StringComparison.Ordinal);
    }

    // The sets have one id, because the secret is one; their polynomials are not.
    [Fact]
    public void Given_SharesOfTwoSplitsOfOneSecret_When_Combined_Expect_Refusal()
    {
        KeyShare[] one = SecretSharing.Split(_secret, 2, 3, _random), other = SecretSharing.Split(_secret, 2, 3, _random);

        Assert.Contains("several splits", Refusal([one[0], other[1]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AShareTwice_When_Combined_Expect_Refusal()
    {
        KeyShare[] shares = SecretSharing.Split(_secret, 2, 3, _random);

        Assert.Contains("twice", Refusal([shares[0], KeyShare.Parse(shares[0].Format())]), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal([shares[0], shares[1], shares[0]]), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal([shares[0], Forge(shares[0], 0, 1)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_NoShares_When_Combined_Expect_Refusal() => Assert.Contains("no shares", Refusal([]), StringComparison.Ordinal);

    [Fact]
    public void Given_ADisposedShare_When_Combined_Expect_ObjectDisposedExceptionAndZeros()
    {
        KeyShare[] shares = SecretSharing.Split(_secret, 2, 3, _random);
        shares[1].Dispose();
        byte[] secret = RandomNumberGenerator.GetBytes(32);

        Assert.Throws<ObjectDisposedException>(() => SecretSharing.Combine(shares, secret));
        Assert.Equal(new byte[32], secret);
    }

    [Fact]
    public void Given_ARefusal_When_Seen_Expect_ZerosAndNothingOfTheSharesInIt()
    {
        KeyShare[] shares = SecretSharing.Split(_secret, 2, 3, _random);
        shares[1] = Forge(shares[1], 5, 1);
        byte[] secret = RandomNumberGenerator.GetBytes(32);

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => SecretSharing.Combine(shares, secret));

        Assert.Equal(new byte[32], secret);
        Assert.All(shares, share => Assert.DoesNotContain(share.Format().Split('-')[4][..8], e.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(2, 256)]
    [InlineData(256, 256)]
    public void Given_SizesOutOfBounds_When_Split_Expect_ArgumentOutOfRangeException(int threshold, int shares) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SecretSharing.Split(_secret, threshold, shares, _random));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_AnotherLength_When_SplitOrCombined_Expect_ArgumentException(int length)
    {
        KeyShare[] shares = SecretSharing.Split(_secret, 2, 3, _random);

        Assert.Throws<ArgumentException>(() => SecretSharing.Split(new byte[length], 2, 3, _random));
        Assert.Throws<ArgumentException>(() => SecretSharing.Combine(shares, new byte[length]));
    }

    [Fact]
    public void Given_TooLittleRandomness_When_Split_Expect_ItsException() =>
        Assert.Throws<CryptographicException>(() => SecretSharing.Split(_secret, 3, 5, new ReplayedRandom(new byte[63])));

    [Fact]
    public void Given_ASecret_When_SplitIntoTheMostShares_Expect_TheNumbersFromOneOn()
    {
        KeyShare[] shares = SecretSharing.Split(_secret, 2, 255, _random);

        Assert.Equal(Enumerable.Range(1, 255), shares.Select(static share => (int)share.Number));
    }

    private static Gen<(byte[] Secret, int Threshold, int Shares)> Splits =>
        from secret in Gen.Byte.Array[32]
        from shares in Gen.Int[2, 40]
        from threshold in Gen.Int[2, shares]
        select (secret, threshold, shares);

    private static byte[] Combine(IEnumerable<KeyShare> shares)
    {
        var secret = new byte[32];
        SecretSharing.Combine(shares, secret);
        return secret;
    }

    private static string Refusal(KeyShare[] shares) => Assert.Throws<KeyProtectionException>(() => Combine(shares)).Message;

    private static KeyShare Forge(KeyShare share, int place, byte change)
    {
        byte[] y = Y(share);
        y[place] ^= change;
        return ShareText.Make(share.SetId, share.Threshold, share.Number, y);
    }

    private static KeyShare WithThreshold(KeyShare share, int threshold) => ShareText.Make(share.SetId, threshold, share.Number, Y(share));

    private static byte[] Y(KeyShare share) => Convert.FromHexString(share.Format().Split('-')[4]);
}
