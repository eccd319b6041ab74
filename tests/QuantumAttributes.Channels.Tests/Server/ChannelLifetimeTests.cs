using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Handshake;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>How channels end: by time, by revocation, with their server; and what becomes of their keys.</summary>
public sealed class ChannelLifetimeTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AProvisionalChannel_When_ItsFirstRecordComesBeforeTenSeconds_Expect_Opened()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(9.999));

        await _server.SendAsync(client);
    }

    [Fact]
    public async Task Given_AProvisionalChannel_When_TenSecondsPass_Expect_ItGone()
    {
        (ClientChannel client, ServerChannel server) = await _server.OpenAsync();
        SealedRequest request = await TestServer.SealAsync(client);
        _server.Clock.Advance(ChannelServerOptions.ProvisionalLifetime);

        Assert.Equal(RecordOutcome.UnknownChannel, (await _server.ReceiveAsync(request.Field.ToString())).Outcome);
        Assert.Equal(0, _server.Channels.ChannelCount);
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_AConfirmedChannel_When_ItsLifetimeIsNotOver_Expect_Opened()
    {
        (ClientChannel client, _) = await ConfirmAsync();
        SealedRequest request = await TestServer.SealAsync(client);
        _server.Clock.Advance(Lifetime - TimeSpan.FromMilliseconds(1));

        Assert.Equal(RecordOutcome.Opened, (await _server.ReceiveAsync(request.Field.ToString())).Outcome);
    }

    [Fact]
    public async Task Given_AConfirmedChannelInUse_When_ItsLifetimeIsOver_Expect_NewRequestsExpired()
    {
        (ClientChannel client, _) = await ConfirmAsync();
        await _server.SendAsync(client);
        SealedRequest request = await TestServer.SealAsync(client);
        _server.Clock.Advance(Lifetime);

        Assert.Equal(RecordOutcome.Expired, (await _server.ReceiveAsync(request.Field.ToString())).Outcome);
    }

    [Fact]
    public async Task Given_ARequestThatRuns_When_ItsChannelEnds_Expect_ItStillAnswersAndTheClientStillReads()
    {
        (ClientChannel client, ServerChannel server) = await ConfirmAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        client.Dispose();
        _server.Clock.Advance(Lifetime + TimeSpan.FromSeconds(60));

        string answer = opened.SealResponse(200, new ProtectedHeaders()).Field;

        Assert.False(server.Aborted.IsCancellationRequested);
        Assert.NotNull(request.OpenResponse(answer, 200));
    }

    [Fact]
    public async Task Given_ARequestThatRuns_When_ItEndsAfterItsChannel_Expect_TheKeysWipedThen()
    {
        (ClientChannel client, ServerChannel server) = await ConfirmAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        client.Dispose();
        _server.Clock.Advance(Lifetime + TimeSpan.FromSeconds(5));
        Assert.False(HeldSecretsTests.IsWiped(server.Secrets));
        Assert.False(HeldSecretsTests.IsWiped(client.Secrets));

        request.Dispose();
        opened.Dispose();
        _server.Clock.Advance(TimeSpan.FromSeconds(5)); // the next sweep

        Assert.True(HeldSecretsTests.IsWiped(client.Secrets));
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
        Assert.Equal(0, _server.Channels.ChannelCount);
    }

    [Fact]
    public async Task Given_ARequestDisposedTwice_When_AnotherRuns_Expect_TheKeysStillThere()
    {
        (ClientChannel client, ServerChannel server) = await ConfirmAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        await _server.SendAsync(client);
        request.Dispose();
        request.Dispose();
        opened.Dispose();
        opened.Dispose();
        client.Dispose();
        server.Close();

        Assert.False(HeldSecretsTests.IsWiped(client.Secrets));
        Assert.False(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_ARequestThatRuns_When_TwoLifetimesPass_Expect_BothEndsAborted()
    {
        (ClientChannel client, ServerChannel server) = await ConfirmAsync();
        await _server.SendAsync(client);
        _server.Clock.Advance((2 * Lifetime) - TimeSpan.FromSeconds(1));
        Assert.False(server.Aborted.IsCancellationRequested);
        Assert.False(client.Aborted.IsCancellationRequested);

        _server.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.True(server.Aborted.IsCancellationRequested);
        Assert.True(client.Aborted.IsCancellationRequested);
        Assert.Equal(0, _server.Channels.ChannelCount);
    }

    // What an application registers must not end the thread of the timer, and with it the process.
    [Fact]
    public async Task Given_AnAbortionThatThrows_When_TheTimeComes_Expect_TheSweepToGoOn()
    {
        (ClientChannel client, ServerChannel server) = await ConfirmAsync();
        await _server.SendAsync(client);
        using CancellationTokenRegistration first = server.Aborted.Register(() => throw new InvalidOperationException());
        using CancellationTokenRegistration second = client.Aborted.Register(() => throw new InvalidOperationException());

        _server.Clock.Advance((2 * Lifetime) + TimeSpan.FromSeconds(5));

        Assert.Equal(0, _server.Channels.ChannelCount);
    }

    [Fact]
    public async Task Given_ARevokedIdentity_When_TheNextRecordComes_Expect_RevokedAndTheChannelGone()
    {
        _server.Admit(TestServer.Alice);
        (ClientChannel client, ServerChannel server) = await _server.OpenAsync(TestServer.Alice);
        (await _server.SendAsync(client)).Server.Dispose();
        _server.Admit(TestServer.Alice, revoked: true);

        SealedRequest first = await TestServer.SealAsync(client), second = await TestServer.SealAsync(client);
        Assert.Equal(RecordOutcome.Revoked, (await _server.ReceiveAsync(first.Field.ToString())).Outcome);
        Assert.Equal(RecordOutcome.UnknownChannel, (await _server.ReceiveAsync(second.Field.ToString())).Outcome);
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_ARequestThatRuns_When_ItsIdentityIsFoundRevoked_Expect_ItAborted()
    {
        _server.Admit(TestServer.Alice);
        (ClientChannel client, ServerChannel server) = await _server.OpenAsync(TestServer.Alice);
        (_, OpenedRequest running) = await _server.SendAsync(client);
        _server.Admit(TestServer.Alice, revoked: true);
        await _server.ReceiveAsync((await TestServer.SealAsync(client)).Field.ToString());

        Assert.True(server.Aborted.IsCancellationRequested);
        running.Dispose();
        Assert.True(HeldSecretsTests.IsWiped(server.Secrets));
    }

    [Fact]
    public async Task Given_AnIdentityThatExpires_When_TheNextRecordComes_Expect_Revoked()
    {
        _server.Admit(TestServer.Alice, notAfter: TestServer.Start.AddSeconds(100));
        (ClientChannel client, _) = await _server.OpenAsync(TestServer.Alice);
        await _server.SendAsync(client);
        _server.Clock.Advance(TimeSpan.FromSeconds(100));

        SealedRequest request = await TestServer.SealAsync(client);

        Assert.Equal(RecordOutcome.Revoked, (await _server.ReceiveAsync(request.Field.ToString())).Outcome);
    }

    // Without an authentic record, revocation is no way to ask about, or to close, somebody else's channel.
    [Fact]
    public async Task Given_ARevokedIdentity_When_AForgedRecordComes_Expect_NotAuthentic()
    {
        _server.Admit(TestServer.Alice);
        (ClientChannel client, _) = await _server.OpenAsync(TestServer.Alice);
        _server.Admit(TestServer.Alice, revoked: true);

        string forged = new RequestField(client.Id, 0, new byte[16]).ToString();

        Assert.Equal(RecordOutcome.NotAuthentic, (await _server.ReceiveAsync(forged)).Outcome);
        Assert.Equal(1, _server.Channels.ChannelCount);
    }

    [Fact]
    public async Task Given_AServer_When_Disposed_Expect_ItsChannelsWipedAndItsRequestsAborted()
    {
        (_, ServerChannel idle) = await ConfirmAsync();
        (ClientChannel client, ServerChannel busy) = await _server.OpenAsync();
        (_, OpenedRequest running) = await _server.SendAsync(client);

        _server.Channels.Dispose();

        Assert.True(HeldSecretsTests.IsWiped(idle.Secrets));
        Assert.True(busy.Aborted.IsCancellationRequested);
        running.Dispose();
        Assert.True(HeldSecretsTests.IsWiped(busy.Secrets));
    }

    [Fact]
    public async Task Given_AServer_When_DisposedDuringAHandshake_Expect_NoChannelLeftBehind()
    {
        using ChannelOpening opening = _server.Begin();
        _server.Channels.Dispose();

        HandshakeResult result = await _server.AcceptAsync(opening.Request);

        Assert.Null(result.Channel);
        Assert.Equal(0, _server.Channels.ChannelCount);
    }

    [Fact]
    public async Task Given_AChannel_When_TimePasses_Expect_WhatRemainsOfItsLifetime()
    {
        (_, ServerChannel server) = await ConfirmAsync();

        _server.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(200), server.Remaining);

        _server.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(TimeSpan.Zero, server.Remaining);
    }

    // A channel that has had its first record, with no request running in it.
    private async Task<(ClientChannel Client, ServerChannel Server)> ConfirmAsync()
    {
        (ClientChannel client, ServerChannel server) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        request.Dispose();
        opened.Dispose();
        return (client, server);
    }
}
