using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Tests.Support;
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

        Check(pins, First);
        Check(pins, Second);
    }

    [Fact]
    public void Given_APin_When_AnotherIdentityIsShown_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { First }, memory: null);

        ChannelException e = Assert.Throws<ChannelException>(() => Check(pins, Second));
        Assert.Contains(Second.ToString(), e.Message, StringComparison.Ordinal);
    }

    // A pin is a decision; memory is what there is without one.
    [Fact]
    public void Given_APinAndAMemory_When_TheMemoryKnowsTheOther_Expect_ChannelException()
    {
        var memory = new Memory();
        memory.Remember(Origin, Second);
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { First }, memory);

        Assert.Throws<ChannelException>(() => Check(pins, Second));
        Check(pins, First);
    }

    [Fact]
    public void Given_NothingPinnedAndNoMemory_When_AnythingIsShown_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), memory: null);

        Assert.Throws<ChannelException>(() => Check(pins, First));
    }

    [Fact]
    public void Given_AMemory_When_TheIdentityChanges_Expect_ChannelExceptionEachTime()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), new Memory());
        Check(pins, First);
        Check(pins, First);

        Assert.Throws<ChannelException>(() => Check(pins, Second));
        Assert.Throws<ChannelException>(() => Check(pins, Second));
        Check(pins, First);
    }

    [Fact]
    public void Given_AMemory_When_AnotherOriginShowsAnotherIdentity_Expect_ItTaken()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), new Memory());
        Check(pins, First);

        Check(pins, Second, "https://other.example");
    }

    [Fact]
    public void Given_APin_When_ASuccessionLeadsToAnother_Expect_ItTaken()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { Id(Old) }, memory: null);

        Check(pins, Id(New), successions: Link(Old, New));
    }

    [Fact]
    public void Given_APin_When_TheSuccessionIsAnotherOrigins_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { Id(Old) }, memory: null);

        Assert.Throws<ChannelException>(() => Check(pins, Id(New), successions: Link(Old, New, origin: "https://other.example")));
    }

    [Fact]
    public void Given_APin_When_ASuccessionIsSignedByTheNewKey_Expect_ChannelException()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint> { Id(Old) }, memory: null);

        Assert.Throws<ChannelException>(() => Check(pins, Id(New), successions: Link(New, New, old: Id(Old))));
    }

    // Of two identities one is the past.
    [Fact]
    public void Given_AMemory_When_ASuccessionLeadsToAnother_Expect_OnlyThatOneFromThen()
    {
        var pins = new IdentityPins(new HashSet<KeyThumbprint>(), new Memory());
        Check(pins, Id(Old));

        Check(pins, Id(New), successions: Link(Old, New));

        Check(pins, Id(New));
        Assert.Throws<ChannelException>(() => Check(pins, Id(Old)));
    }

    private static SigningKey Old { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private static SigningKey New { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private static KeyThumbprint Id(SigningKey key) => key.VerifyingKey.Thumbprint;

    private static string Link(SigningKey signer, SigningKey successor, string origin = Origin, KeyThumbprint? old = null) => JsonWebSignature.Sign(
        signer,
        IdentitySuccession.Type,
        new IdentitySuccession
        {
            Origin = origin,
            Old = old ?? Id(signer),
            New = Id(successor),
            Sequence = 1,
            NotBefore = TestServer.Start,
            NotAfter = TestServer.Start.AddDays(400),
        }.ToUtf8(),
        withKey: true);

    // The document's own signature is verified before: here only the identity that it shows counts.
    private static void Check(IdentityPins pins, KeyThumbprint identity, string origin = Origin, params string[] successions) => pins.Check(
        new DiscoveryDocument
        {
            Origin = origin,
            IssuedAt = TestServer.Start,
            ExpiresAt = TestServer.Start.AddHours(1),
            Policy = ChannelPolicy.Require,
            PolicyMaxAge = TimeSpan.Zero,
            Suites = [1],
            Keys = [],
            Successions = successions,
        }.SignedBy(identity, ""),
        TestServer.Start);

    private sealed class Memory : IIdentityMemory
    {
        private readonly Dictionary<string, KeyThumbprint> _known = [];

        public KeyThumbprint Remember(string origin, KeyThumbprint identity) =>
            _known.TryAdd(origin, identity) ? identity : _known[origin];

        public void Succeed(string origin, KeyThumbprint old, KeyThumbprint successor)
        {
            if (_known[origin] == old)
                _known[origin] = successor;
        }
    }
}
