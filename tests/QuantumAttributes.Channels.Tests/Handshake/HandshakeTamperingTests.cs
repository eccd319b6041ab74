using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>What an attacker on the path can do to the two messages: everything ends in a typed refusal.</summary>
public sealed class HandshakeTamperingTests : IDisposable
{
    private const int Preamble = 11;
    private const int Ciphertext = 1120;
    private const int PublicKey = 1216;
    private const int SealedPayload = 1024 + 16;

    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_ARequest_When_AnyByteIsChanged_Expect_NoChannel()
    {
        using ChannelOpening opening = _server.Begin();
        byte[] request = opening.Request.ToArray();
        Assert.Equal(Preamble + Ciphertext + PublicKey + SealedPayload, request.Length);

        for (int position = 0; position < request.Length; position++)
        {
            request[position] ^= (byte)(1 << (position % 8));
            HandshakeResult result = await _server.AcceptAsync(request);
            request[position] ^= (byte)(1 << (position % 8));

            HandshakeOutcome expected = position switch
            {
                < 3 => HandshakeOutcome.Malformed, // version, suite
                < Preamble => HandshakeOutcome.UnknownKey,
                _ => HandshakeOutcome.NotAuthentic,
            };
            Assert.True(expected == result.Outcome && result.Channel is null, $"byte {position}: {result.Outcome}");
        }

        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(request)).Outcome);
    }

    // Each answer needs a handshake of its own, so not every byte: each 13th, and the first and last of both parts.
    [Fact]
    public async Task Given_AnAnswer_When_AByteIsChanged_Expect_ChannelException()
    {
        const int Length = Ciphertext + SealedPayload;
        int[] positions = [.. Enumerable.Range(0, Length / 13).Select(i => i * 13), Ciphertext - 1, Ciphertext, Length - 1];
        foreach (int position in positions)
        {
            using ChannelOpening opening = _server.Begin();
            byte[] answer = (await _server.AcceptAsync(opening.Request)).Response.ToArray();
            answer[position] ^= (byte)(1 << (position % 8));

            Assert.Throws<ChannelException>(() => opening.Complete(answer));
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Given_AnAnswerThatWasRefused_When_TheRightOneFollows_Expect_ChannelException()
    {
        using ChannelOpening opening = _server.Begin();
        byte[] answer = (await _server.AcceptAsync(opening.Request)).Response.ToArray();
        byte[] forged = [.. answer];
        forged[0] ^= 1;
        Assert.Throws<ChannelException>(() => opening.Complete(forged));

        Assert.Throws<ChannelException>(() => opening.Complete(answer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1120)]
    [InlineData(1120 + 16)]
    [InlineData(1120 + 1023 + 16)]
    [InlineData(1120 + 1025 + 16)]
    [InlineData(1120 + 9216 + 16)]
    public void Given_AnAnswerOfAnotherLength_When_Read_Expect_ChannelException(int length)
    {
        using ChannelOpening opening = _server.Begin();

        Assert.Throws<ChannelException>(() => opening.Complete(new byte[length]));
    }

    [Fact]
    public async Task Given_TheAnswerToAnotherRequest_When_Read_Expect_ChannelException()
    {
        using ChannelOpening opening = _server.Begin();
        using ChannelOpening other = _server.Begin();
        HandshakeResult result = await _server.AcceptAsync(other.Request);

        Assert.Throws<ChannelException>(() => opening.Complete(result.Response.Span));
    }

    [Fact]
    public async Task Given_ARequest_When_CutAtAnyLength_Expect_NoChannel()
    {
        using ChannelOpening opening = _server.Begin();
        for (int length = 0; length < opening.Request.Length; length++)
        {
            HandshakeResult result = await _server.AcceptAsync(opening.Request[..length]);

            Assert.Equal(length < Preamble ? HandshakeOutcome.Malformed : HandshakeOutcome.NotAuthentic, result.Outcome);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)] // a length that a payload can have
    [InlineData(8192)]
    public async Task Given_ARequest_When_Extended_Expect_NotAuthentic(int by)
    {
        using ChannelOpening opening = _server.Begin();

        HandshakeResult result = await _server.AcceptAsync(Bodies.Join(opening.Request.ToArray(), new byte[by]));

        Assert.Equal(HandshakeOutcome.NotAuthentic, result.Outcome);
    }

    // A key that is wiped tells whether anything was decapsulated with it: then, and only then, it counts as gone.
    [Theory]
    [InlineData(1023, HandshakeOutcome.NotAuthentic)]
    [InlineData(1024, HandshakeOutcome.UnknownKey)]
    [InlineData(1025, HandshakeOutcome.NotAuthentic)]
    [InlineData(8192, HandshakeOutcome.UnknownKey)]
    [InlineData(8193, HandshakeOutcome.NotAuthentic)]
    [InlineData(9216, HandshakeOutcome.NotAuthentic)]
    [InlineData(0, HandshakeOutcome.NotAuthentic)]
    [InlineData(-16, HandshakeOutcome.NotAuthentic)]
    public async Task Given_APayloadOfAWrongLength_When_Read_Expect_NothingDecapsulated(int payload, HandshakeOutcome expected)
    {
        using ChannelOpening opening = _server.Begin();
        byte[] request = new byte[Preamble + Ciphertext + PublicKey + payload + 16];
        opening.Request.Span[..Math.Min(request.Length, opening.Request.Length)].CopyTo(request);
        _server.Key.Dispose();

        Assert.Equal(expected, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public void Given_TheLongestRequest_When_ItsSizeIsAsked_Expect_TheSizesOfTheText() =>
        Assert.Equal(Preamble + 1665 + 1665 + 8192 + 16, ChannelServer.MaxHandshakeSize);
}
