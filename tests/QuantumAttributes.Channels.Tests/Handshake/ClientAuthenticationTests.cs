using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Handshake;

public sealed class ClientAuthenticationTests : IDisposable
{
    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AnAdmittedKey_When_ItSignsIn_Expect_AChannelOfThatKey()
    {
        _server.Admit(TestServer.Alice);

        (ClientChannel client, ServerChannel server) = await _server.OpenAsync(TestServer.Alice);

        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, server.ClientKeyId);
        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, client.ClientKeyId);
    }

    [Fact]
    public async Task Given_AnUnknownKey_When_ItSignsIn_Expect_ClientRefused() =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SignInAsync(TestServer.Alice));

    [Fact]
    public async Task Given_ARevokedKey_When_ItSignsIn_Expect_ClientRefused()
    {
        _server.Admit(TestServer.Alice, revoked: true);

        Assert.Equal(HandshakeOutcome.ClientRefused, await SignInAsync(TestServer.Alice));
    }

    [Fact]
    public async Task Given_AnExpiredKey_When_ItSignsIn_Expect_ClientRefused()
    {
        _server.Admit(TestServer.Alice, notAfter: TestServer.Start);

        Assert.Equal(HandshakeOutcome.ClientRefused, await SignInAsync(TestServer.Alice));
    }

    [Fact]
    public async Task Given_AServerWithoutIdentities_When_AKeySignsIn_Expect_ClientRefused()
    {
        using ChannelServer alone = new(new(), _server.Keys, _server.Discovery, identities: null, ProviderSet.Default, _server.Clock);
        using ChannelOpening opening = _server.Begin(TestServer.Alice);

        Assert.Equal(HandshakeOutcome.ClientRefused, (await alone.AcceptAsync(opening.Request, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Given_AnotherHandshakesSignature_When_Sent_Expect_ClientRefused() =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SendAsync(
            hash => ReferenceClient.Authentication(TestServer.Alice, new byte[hash.Length])));

    [Fact]
    public async Task Given_AnotherKeysSignature_When_SentUnderAnAdmittedKid_Expect_ClientRefused() =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SendAsync(hash => Authentication(
            TestServer.Bob.Sign(Statement(hash), Bits.Text("QuantumAttributes/v1/channel")))));

    [Theory]
    [InlineData("")]
    [InlineData("QuantumAttributes/v1/request")]
    public async Task Given_ASignatureForAnotherContext_When_Sent_Expect_ClientRefused(string context) =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SendAsync(hash => Authentication(
            TestServer.Alice.Sign(Statement(hash), Bits.Text(context)))));

    [Theory]
    [InlineData(1)]
    [InlineData(3308)]
    [InlineData(3310)]
    public async Task Given_ASignatureOfAnotherLength_When_Sent_Expect_ClientRefused(int length) =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SendAsync(_ => Authentication(new byte[length])));

    // The statement names the key, so that a signature cannot be taken for that of another key with the same bytes.
    [Fact]
    public async Task Given_AStatementWithoutTheKid_When_Signed_Expect_ClientRefused() =>
        Assert.Equal(HandshakeOutcome.ClientRefused, await SendAsync(hash => Authentication(
            TestServer.Alice.Sign(Bits.Join(Bits.Lp("qc1 client"), hash), Bits.Text("QuantumAttributes/v1/channel")))));

    private static byte[] Kid => TestServer.Alice.VerifyingKey.Thumbprint.ToArray();

    private static byte[] Statement(byte[] hash) => Bits.Join(Bits.Lp("qc1 client"), Bits.Lp(Kid), hash);

    private static byte[] Authentication(byte[] signature) => Cbor.Map(Cbor.UInt(1), Cbor.Bytes(Kid), Cbor.UInt(2), Cbor.Bytes(signature));

    private async Task<HandshakeOutcome> SendAsync(Func<byte[], byte[]> authentication)
    {
        _server.Admit(TestServer.Alice);
        byte[] documentHash = _server.Discover().Hash.ToArray();
        var client = new ReferenceClient(_server.Key.PublicKey.ToArray());
        byte[] request = client.WriteRequest(hash => Cbor.PaddedMap(Payloads.ClientFields(documentHash, authentication(hash))));
        return (await _server.AcceptAsync(request)).Outcome;
    }

    private async Task<HandshakeOutcome> SignInAsync(SigningKey key)
    {
        using ChannelOpening opening = _server.Begin(key);
        return (await _server.AcceptAsync(opening.Request)).Outcome;
    }
}
