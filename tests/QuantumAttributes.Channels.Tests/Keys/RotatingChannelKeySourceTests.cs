using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Keys;

public sealed class RotatingChannelKeySourceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(TestServer.Start);
    private readonly RotatingChannelKeySource _keys;

    public RotatingChannelKeySourceTests() => _keys = new RotatingChannelKeySource([ChannelSuite.MLKem768X25519], ProviderSet.Default, _clock);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Given_AnOrigin_When_AskedTwice_Expect_TheSameKeyForADay()
    {
        ChannelKey key = Assert.Single(_keys.GetKeys(TestServer.Origin));

        Assert.Same(key, Assert.Single(_keys.GetKeys(TestServer.Origin)));
        Assert.Equal((TestServer.Start, TestServer.Start.AddHours(24)), (key.NotBefore, key.NotAfter));
    }

    [Fact]
    public void Given_AKey_When_ItsIdIsComputedFromTheText_Expect_TheSame()
    {
        ChannelKey key = _keys.GetKeys(TestServer.Origin)[0];

        Assert.Equal(Primitives.Sha256(Bits.U16(1), key.PublicKey.ToArray())[..8], key.Id.ToArray());
    }

    [Theory]
    [InlineData(12 * 3600 - 1, 1)]
    [InlineData(12 * 3600, 2)]
    [InlineData(24 * 3600 - 1, 2)]
    [InlineData(24 * 3600, 1)]
    public void Given_AKey_When_TimePasses_Expect_AnotherAfterTwelveHoursAndItsOwnEndAfterTwentyFour(int seconds, int count)
    {
        _keys.GetKeys(TestServer.Origin);

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(count, _keys.GetKeys(TestServer.Origin).Count);
    }

    [Fact]
    public void Given_ANewKey_When_TheOldOneIsSought_Expect_ItFoundUntilItsEnd()
    {
        ChannelKeyId old = _keys.GetKeys(TestServer.Origin)[0].Id;
        _clock.Advance(TimeSpan.FromHours(12));
        _keys.GetKeys(TestServer.Origin);
        _clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.NotNull(_keys.Find(old));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(_keys.Find(old));
    }

    [Fact]
    public void Given_AKey_When_ItsLifeEnds_Expect_ItsPrivateKeyWiped()
    {
        ChannelKey key = _keys.GetKeys(TestServer.Origin)[0];
        _clock.Advance(TimeSpan.FromHours(24));
        _keys.GetKeys(TestServer.Origin);

        Assert.Throws<ObjectDisposedException>(() => key.PrivateKey.ExportSeed());
    }

    [Fact]
    public void Given_ASource_When_Disposed_Expect_ItsKeysWipedAndNoNewOnes()
    {
        ChannelKey key = _keys.GetKeys(TestServer.Origin)[0];
        _keys.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.PrivateKey.ExportSeed());
        Assert.Throws<ObjectDisposedException>(() => _keys.GetKeys(TestServer.Origin));
        Assert.Null(_keys.Find(key.Id));
    }

    [Fact]
    public void Given_TwoOrigins_When_Asked_Expect_AKeyEachAndBothFound()
    {
        ChannelKey bank = _keys.GetKeys(TestServer.Origin)[0], shop = _keys.GetKeys("https://shop.example")[0];

        Assert.NotEqual(bank.Id, shop.Id);
        Assert.Equal("https://shop.example", _keys.Find(shop.Id)!.Origin);
    }

    [Fact]
    public void Given_AnUnknownId_When_Sought_Expect_Null() => Assert.Null(_keys.Find(new ChannelKeyId(new byte[8])));

    [Fact]
    public async Task Given_ManyThreads_When_TheyAskAtOnce_Expect_OneKey()
    {
        ChannelKey[] keys = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            _ => Task.Run(() => _keys.GetKeys(TestServer.Origin).Single())));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public void Given_AKeyOfAnotherAlgorithm_When_AChannelKeyIsMade_Expect_ArgumentException()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);

        Assert.Throws<ArgumentException>(
            () => new ChannelKey(ChannelSuite.MLKem768X25519, TestServer.Origin, key, _clock.Start, _clock.Start));
    }

    // Two such origins would have one encoding in the prologue.
    [Fact]
    public void Given_AnOriginThatIsNotAscii_When_AChannelKeyIsMade_Expect_ArgumentException()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.XWing);

        Assert.Throws<ArgumentException>(
            () => new ChannelKey(ChannelSuite.MLKem768X25519, "https://bänk.example", key, _clock.Start, _clock.Start));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void Given_BytesThatAreNoKeyId_When_Read_Expect_ArgumentException(int size) =>
        Assert.Throws<ArgumentException>(() => new ChannelKeyId(new byte[size]));
}
