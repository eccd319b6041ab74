using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>Request records: which ones a server opens.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_ARecord_When_ItComesAgain_Expect_Replayed()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, _) = await _server.SendAsync(client);

        Assert.Equal(RecordOutcome.Replayed, (await _server.ReceiveAsync(request.Field.ToString())).Outcome);
    }

    [Fact]
    public async Task Given_RecordsOutOfOrder_When_Received_Expect_AllOpenedOnce()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        var fields = new List<string>();
        for (int i = 0; i < 10; i++)
            fields.Add((await TestServer.SealAsync(client)).Field.ToString());
        fields.Reverse();

        foreach (string field in fields)
            Assert.Equal(RecordOutcome.Opened, (await _server.ReceiveAsync(field)).Outcome);
        foreach (string field in fields)
            Assert.Equal(RecordOutcome.Replayed, (await _server.ReceiveAsync(field)).Outcome);
    }

    [Fact]
    public async Task Given_OneRecord_When_SentBySixtyFourThreadsAtOnce_Expect_OneOpened()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        using var barrier = new Barrier(64);
        string field = (await TestServer.SealAsync(client)).Field.ToString();

        RecordOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return _server.ReceiveAsync(field).Result.Outcome;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(1, outcomes.Count(outcome => outcome == RecordOutcome.Opened));
        Assert.Equal(63, outcomes.Count(outcome => outcome == RecordOutcome.Replayed));
    }

    // The number itself, before any tag: an authentic record of that number cannot exist.
    [Theory]
    [InlineData((1ul << 20) - 1, RecordOutcome.NotAuthentic)]
    [InlineData(1ul << 20, RecordOutcome.Exhausted)]
    [InlineData(999_999_999_999_999ul, RecordOutcome.Exhausted)]
    public async Task Given_ARecord_When_ItsNumberIsChanged_Expect_RefusedFromTwoToTheTwentieth(ulong number, RecordOutcome expected)
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        RequestField field = (await TestServer.SealAsync(client)).Field;

        Assert.Equal(expected, (await _server.ReceiveAsync((field with { Number = number }).ToString())).Outcome);
    }

    [Fact]
    public async Task Given_ARecord_When_AnyBitOfItsFieldIsFlipped_Expect_RefusedAndTheTrueOneStillOpened()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        RequestField field = (await TestServer.SealAsync(client)).Field;

        for (int bit = 0; bit < field.Sealed.Length * 8; bit++)
            Assert.Equal(RecordOutcome.NotAuthentic, await ReceiveAsync(field with { Sealed = Flip(field.Sealed.ToArray(), bit) }));
        for (int bit = 0; bit < ChannelId.Size * 8; bit++)
        {
            var other = new ChannelId(Flip(field.Channel.ToArray(), bit));
            Assert.Equal(RecordOutcome.UnknownChannel, await ReceiveAsync(field with { Channel = other }));
        }

        for (int bit = 0; bit < 20; bit++)
            Assert.Equal(RecordOutcome.NotAuthentic, await ReceiveAsync(field with { Number = field.Number ^ (1ul << bit) }));
        Assert.Equal(RecordOutcome.Opened, await ReceiveAsync(field));
    }

    // Of base64 that differs in unused bits only, RFC 9651 §4.2.7 says that it is the same: that is the record itself.
    [Fact]
    public async Task Given_ARecord_When_AnyCharacterOfItsFieldIsChanged_Expect_NeverOpened()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        string field = (await TestServer.SealAsync(client)).Field.ToString();

        for (int at = 0; at < field.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                string changed = $"{field[..at]}{(char)(field[at] ^ (1 << bit))}{field[(at + 1)..]}";
                if (RequestField.Parse(changed)?.ToString() == field)
                    continue;
                RecordResult result = await _server.ReceiveAsync(changed);
                Assert.True(result.Outcome != RecordOutcome.Opened, changed);
            }
        }

        Assert.Equal(RecordOutcome.Opened, (await _server.ReceiveAsync(field)).Outcome);
    }

    public static TheoryData<string, string, bool> OtherHeads => new()
    {
        { "PUT", "/transfers?dry=1", true },
        { "post", "/transfers?dry=1", true },
        { "", "/transfers?dry=1", true },
        { "POST", "/transfers", true },
        { "POST", "/transfers?dry=0", true },
        { "POST", "/transfers?dry=1&dry=1", true },
        { "POST", "/Transfers?dry=1", true },
        { "POST", "/%74ransfers?dry=1", true },
        { "POST", "//transfers?dry=1", true },
        { "POST", "/transfers?dry=1", false },
    };

    [Theory]
    [MemberData(nameof(OtherHeads))]
    public async Task Given_ARecord_When_ItsReadableHeadIsChanged_Expect_NotAuthentic(string method, string target, bool body)
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        string field = (await TestServer.SealAsync(client)).Field.ToString();

        Assert.Equal(RecordOutcome.NotAuthentic, (await _server.ReceiveAsync(field, new RequestHead(method, target, body))).Outcome);
    }

    // '?' is what a lenient encoder writes for what is not ASCII: it must not stand for a query.
    [Theory]
    [InlineData("POST", "/transfersédry=1")]
    [InlineData("PÖST", "/transfers?dry=1")]
    public async Task Given_AHeadThatIsNotAscii_When_Received_Expect_Malformed(string method, string target)
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        string field = (await TestServer.SealAsync(client)).Field.ToString();

        Assert.Equal(RecordOutcome.Malformed, (await _server.ReceiveAsync(field, new RequestHead(method, target, HasBody: true))).Outcome);
    }

    [Fact]
    public async Task Given_AHeadThatIsNotAscii_When_Sealed_Expect_ArgumentException()
    {
        (ClientChannel client, _) = await _server.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => TestServer.SealAsync(client, new RequestHead("GET", "/é", HasBody: false)));
    }

    [Fact]
    public async Task Given_ARecordOfOneChannel_When_SentUnderAnothersId_Expect_NotAuthentic()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (ClientChannel other, _) = await _server.OpenAsync();
        RequestField field = (await TestServer.SealAsync(client)).Field;

        Assert.Equal(RecordOutcome.NotAuthentic, await ReceiveAsync(field with { Channel = other.Id }));
    }

    [Fact]
    public async Task Given_AClientThatSignedIn_When_ARecordIsOpened_Expect_ItsIdentity()
    {
        _server.Admit(TestServer.Alice);
        (ClientChannel client, _) = await _server.OpenAsync(TestServer.Alice);

        (_, OpenedRequest opened) = await _server.SendAsync(client);

        Assert.Equal("a customer", opened.Identity!.Subject);
    }

    [Fact]
    public async Task Given_AClientThatDidNotSignIn_When_ARecordIsOpened_Expect_NoIdentity()
    {
        (ClientChannel client, _) = await _server.OpenAsync();

        (_, OpenedRequest opened) = await _server.SendAsync(client);

        Assert.Null(opened.Identity);
    }

    [Fact]
    public async Task Given_ABody_When_SealedByTheClient_Expect_OpenedByTheServer()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        using var frames = new MemoryStream();
        await using (var stream = new SealingStream(frames, request.SealBody()!))
        {
            await stream.WriteAsync(Bodies.Plaintext(100_000));
            await stream.CompleteAsync();
        }

        frames.Position = 0;
        await using var body = new OpeningStream(frames, opened.OpenBody()!);
        using var plaintext = new MemoryStream();
        await body.CopyToAsync(plaintext);

        Assert.Equal(Bodies.Plaintext(100_000), plaintext.ToArray());
    }

    public static TheoryData<ChannelServerOptions> NonsensicalOptions =>
    [
        new ChannelServerOptions { Lifetime = TimeSpan.FromMilliseconds(999) },
        new ChannelServerOptions { Lifetime = TimeSpan.FromSeconds(-1) },
        new ChannelServerOptions { Lifetime = TimeSpan.MaxValue },
        new ChannelServerOptions { MaxFramePlaintext = 0 },
        new ChannelServerOptions { MaxFramePlaintext = Frame.MaxPlaintext + 1 },
        new ChannelServerOptions { MaxProvisionalChannels = 0 },
        new ChannelServerOptions { MaxChannels = 0 },
        new ChannelServerOptions { MaxAnonymousChannels = 0 },
        new ChannelServerOptions { MaxChannels = 2, MaxAnonymousChannels = 3 },
        new ChannelServerOptions { MaxChannelsPerIdentity = 0 },
    ];

    [Theory]
    [MemberData(nameof(NonsensicalOptions))]
    public void Given_OptionsThatNoChannelCanLiveBy_When_TheServerIsMade_Expect_ArgumentOutOfRangeException(ChannelServerOptions options) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new ChannelServer(options, _server.Keys, _server.Discovery, identities: null, ProviderSet.Default, _server.Clock));

    private async Task<RecordOutcome> ReceiveAsync(RequestField field) => (await _server.ReceiveAsync(field.ToString())).Outcome;

    private static byte[] Flip(byte[] bytes, int bit)
    {
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    }
}
