using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Client;

public class IdentityPinsTests
{
    private const string Origin = "https://bank.example";

    private static readonly KeyThumbprint First = new([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly KeyThumbprint Second = new([.. Enumerable.Repeat((byte)2, 32)]);

    [Fact]
    public void Given_SeveralPins_When_OneIsShown_Expect_ItTaken()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { First, Second }, memory: null);

        pins.Check(Origin, First);
        pins.Check(Origin, Second);
    }

    [Fact]
    public void Given_APin_When_AnotherIdentityIsShown_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { First }, memory: null);

        ChannelException e = Assert.Throws<ChannelException>(() => pins.Check(Origin, Second));
        Assert.Contains(Second.ToString(), e.Message, StringComparison.Ordinal);
    }

    // A pin is a decision; memory is what there is without one.
    [Fact]
    public void Given_APinAndAMemory_When_TheMemoryKnowsTheOther_Expect_ChannelException()
    {
        var memory = new Memory();
        memory.Remember(Origin, Second);
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { First }, memory);

        Assert.Throws<ChannelException>(() => pins.Check(Origin, Second));
        pins.Check(Origin, First);
    }

    [Fact]
    public void Given_NothingPinnedAndNoMemory_When_AnythingIsShown_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), memory: null);

        Assert.Throws<ChannelException>(() => pins.Check(Origin, First));
    }

    [Fact]
    public void Given_AMemory_When_TheIdentityChanges_Expect_ChannelExceptionEachTime()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), new Memory());
        pins.Check(Origin, First);
        pins.Check(Origin, First);

        Assert.Throws<ChannelException>(() => pins.Check(Origin, Second));
        Assert.Throws<ChannelException>(() => pins.Check(Origin, Second));
        pins.Check(Origin, First);
    }

    [Fact]
    public void Given_AMemory_When_AnotherOriginShowsAnotherIdentity_Expect_ItTaken()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), new Memory());
        pins.Check(Origin, First);

        pins.Check("https://other.example", Second);
    }

    private sealed class Memory : IIdentityMemory
    {
        private readonly Dictionary<string, KeyThumbprint> _known = [];

        public KeyThumbprint Remember(string origin, KeyThumbprint identity) =>
            _known.TryAdd(origin, identity) ? identity : _known[origin];
    }
}
