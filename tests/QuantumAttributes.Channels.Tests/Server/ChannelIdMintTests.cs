using System.Security.Cryptography;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Tests.Server;

public class ChannelIdMintTests
{
    private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();

    [Fact]
    public void Given_IdsOfAProcess_When_ItSeesThemAgain_Expect_ThemKnown()
    {
        var mint = new ChannelIdMint(Random);

        Assert.All(Enumerable.Range(0, 100).Select(_ => mint.Create()), id => Assert.True(mint.IsOwn(id)));
    }

    [Fact]
    public void Given_IdsOfAProcess_When_AnotherSeesThem_Expect_ThemUnknown()
    {
        var (one, other) = (new ChannelIdMint(Random), new ChannelIdMint(Random));

        Assert.All(Enumerable.Range(0, 100).Select(_ => one.Create()), id => Assert.False(other.IsOwn(id)));
    }

    [Fact]
    public void Given_AnId_When_AnyBitIsAnother_Expect_ItUnknown()
    {
        var mint = new ChannelIdMint(Random);
        byte[] id = mint.Create().ToArray();

        for (int bit = 0; bit < 8 * ChannelId.Size; bit++)
        {
            byte[] changed = [.. id];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(mint.IsOwn(new ChannelId(changed)));
        }
    }

    [Fact]
    public void Given_ManyIds_When_Made_Expect_NoTwoAlike()
    {
        var mint = new ChannelIdMint(Random);

        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => mint.Create()).Distinct().Count());
    }
}
