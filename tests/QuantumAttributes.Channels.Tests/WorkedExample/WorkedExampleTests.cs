using System.Text;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.WorkedExample;

/// <summary>
/// The worked example of docs/protocol.md: what our code makes of its fixed randomness stands there byte for byte, and the implementation
/// written from the text reads it. <c>UPDATE_SNAPSHOTS=1</c> writes it anew.
/// </summary>
public class WorkedExampleTests
{
    private const string Origin = "https://bank.example";
    private const string Target = "/transfers?dry=1";

    private static readonly byte[] StaticSeed = Fill(0x11, 32);
    private static readonly byte[] EphemeralSeed = Fill(0x22, 32);
    private static readonly byte[][] StaticRandomness = [Fill(0x33, 32), Fill(0x44, 32)];
    private static readonly byte[][] EphemeralRandomness = [Fill(0x55, 32), Fill(0x66, 32)];
    private static readonly byte[] ChannelIdBytes = Fill(0x77, 16);
    private static readonly byte[] ResponseNonce = Fill(0x88, 32);
    private static readonly byte[] DocumentHash = Fill(0x99, 32);
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly byte[] RequestBody = Encoding.ASCII.GetBytes("""{"to":"bob","amount":10}""");
    private static readonly byte[] ResponseBody = Encoding.ASCII.GetBytes("""{"id":1}""");

    [Fact]
    public async Task Given_TheFixedRandomness_When_OurCodeRuns_Expect_TheBytesOfTheText()
    {
        List<(string Name, byte[] Value)> values = await ComputeAsync();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            ExampleText.Write(values);

        IReadOnlyDictionary<string, byte[]> text = ExampleText.Read();
        Assert.Equal(values.Select(value => value.Name).Order(), text.Keys.Order());
        Assert.All(values, value => Assert.Equal(Convert.ToHexString(value.Value), Convert.ToHexString(text[value.Name])));
    }

    [Fact]
    public void Given_TheMessagesOfTheText_When_TheReferenceReadsThem_Expect_ItsPayloadsAndKeys()
    {
        IReadOnlyDictionary<string, byte[]> text = ExampleText.Read();
        var serverKey = new XWingReference(text["static seed"]);
        var ephemeralKey = new XWingReference(text["ephemeral seed"]);
        byte[] request = text["handshake request"], message2 = text["message 2"];
        byte[] keyId = ReferenceSuite.First.KeyId(serverKey.PublicKey);
        byte[] prologue = Transcript.Prologue(ReferenceSuite.First, Origin, keyId, "http");

        var transcript = new Transcript(ReferenceSuite.First, prologue, serverKey.PublicKey);
        byte[] ciphertext = request[11..(11 + 1120)], ephemeral = request[(11 + 1120)..(11 + 1120 + 1216)];
        transcript.MixHash(ciphertext);
        transcript.MixKeyAndHash(serverKey.Decapsulate(ciphertext));
        transcript.MixHash(ephemeral);
        byte[] hashAfterE = transcript.Hash;
        byte[] payload1 = transcript.DecryptAndHash(request[(11 + 1120 + 1216)..]);
        transcript.MixHash(message2[..1120]);
        transcript.MixKey(ephemeralKey.Decapsulate(message2[..1120]));
        byte[] payload2 = transcript.DecryptAndHash(message2[1120..]);
        ReferenceSecrets secrets = transcript.Derive();

        Assert.Equal(ephemeralKey.PublicKey, ephemeral);
        Assert.Equal((object)text["prologue"], prologue);
        Assert.Equal((object)text["h after e"], hashAfterE);
        Assert.Equal((object)text["payload 1"], payload1);
        Assert.Equal((object)text["payload 2"], payload2);
        Assert.Equal((object)text["final h"], transcript.Hash);
        Assert.Equal((object)text["header key"], secrets.HeaderKey);
        Assert.Equal((object)text["body key"], secrets.BodyKey);
        Assert.Equal((object)text["iv"], secrets.Iv);
        Assert.Equal((object)text["response secret S"], secrets.ResponseSecret);
    }

    [Fact]
    public void Given_TheRecordOfTheText_When_TheReferenceOpensIt_Expect_ItsHeadersAndBody()
    {
        IReadOnlyDictionary<string, byte[]> text = ExampleText.Read();
        var secrets = new ReferenceSecrets(text["header key"], text["body key"], text["iv"], text["response secret S"], ReferenceHash.Sha256);
        var records = new ReferenceRecords(secrets, ChannelIdBytes);
        byte[] data = records.RequestData(0, "POST", Origin, Target, body: 1);

        Assert.Equal((object)text["request AAD"], data);
        Assert.Equal((object)text["request headers"], records.OpenRequestHeaders(0, text["request sealed"], data));
        Assert.Equal(RequestBody, records.OpenRequestBody(0, data, text["request body"]));
        Assert.Equal(Encoding.ASCII.GetString(text["request field"]), records.RequestField(0, text["request sealed"]));
    }

    private static async Task<List<(string Name, byte[] Value)>> ComputeAsync()
    {
        using KemPrivateKey staticKey = KemPrivateKey.ImportSeed(KemAlgorithm.XWing, StaticSeed);
        using var key = new ChannelKey(ChannelSuite.MLKem768X25519, Origin, staticKey, Time, Time.AddDays(1));
        ClientPayload payload1 = new()
        {
            OfferedSuites = [1],
            Policy = ChannelPolicy.Require,
            ClientTime = Time.ToUnixTimeSeconds(),
            RequestedLifetime = 300,
            DocumentHash = DocumentHash,
        };
        ServerPayload payload2 = new()
        {
            ChannelId = new ChannelId(ChannelIdBytes),
            Lifetime = 300,
            ServerTime = Time.ToUnixTimeSeconds(),
            MaxFramePlaintext = Frame.DefaultPlaintext,
            ReplayMode = ReplayMode.Memory,
        };
        ProviderSet client = Providers(EphemeralSeed, [.. StaticRandomness]), server = Providers([.. EphemeralRandomness]);
        using KemPublicKey publicKey = KemPublicKey.Import(KemAlgorithm.XWing, key.PublicKey.Span, client);
        using var opening = new ClientHandshake(key.Suite, Origin, HandshakeContext.Http, publicKey, client);
        byte[] hashAfterE = [];
        byte[] request = opening.WriteRequest(hash =>
        {
            hashAfterE = hash.ToArray();
            return payload1;
        });
        using ServerHandshake answering = ServerHandshake.TryRead(key, HandshakeContext.Http, request.AsSpan(11), server)!;
        (byte[] message2, ChannelSecrets secrets) = answering.Respond(payload2);
        (ServerPayload granted, ChannelSecrets clientSecrets) = opening.ReadResponse(message2);

        List<(string, byte[])> values =
        [
            ("static seed", StaticSeed),
            ("static public key", key.PublicKey.ToArray()),
            ("prologue", Transcript.Prologue(ReferenceSuite.First, Origin, key.Id.ToArray(), "http")),
            ("ephemeral seed", EphemeralSeed),
            ("encapsulation 1: m | X25519 ephemeral", Bits.Join(StaticRandomness)),
            ("h after e", hashAfterE),
            ("payload 1", payload1.Encode()),
            ("handshake request", request),
            ("encapsulation 2: m | X25519 ephemeral", Bits.Join(EphemeralRandomness)),
            ("payload 2", payload2.Encode()),
            ("message 2", message2),
            ("final h", answering.HandshakeHash.ToArray()),
            ("header key", [.. secrets.RequestHeaderKey]),
            ("body key", [.. secrets.RequestBodyKey]),
            ("iv", [.. secrets.RequestIv]),
            ("response secret S", [.. secrets.ResponseSecret]),
        ];
        using ClientChannel channel = new(granted, Origin, null, clientSecrets, TimeProvider.System.GetTimestamp(), TimeProvider.System);
        values.AddRange(await ExchangeAsync(channel, new ReferenceRecords(
            new ReferenceSecrets(secrets.RequestHeaderKey, secrets.RequestBodyKey, secrets.RequestIv, secrets.ResponseSecret, ReferenceHash.Sha256),
            ChannelIdBytes)));
        secrets.Dispose();
        return values;
    }

    // The request is ours; the answer is the reference's, which ours then opens.
    private static async Task<List<(string, byte[])>> ExchangeAsync(ClientChannel channel, ReferenceRecords records)
    {
        var headers = new ProtectedHeaders();
        headers.Add("content-type", ["application/json"]);
        using SealedRequest request = (await channel.SealAsync(new RequestHead("POST", Target, HasBody: true), headers, CancellationToken.None))!;
        using FrameSealer body = request.SealBody()!;
        var frame = new byte[RequestBody.Length + FrameSealer.Overhead];
        body.Seal(RequestBody, last: true, frame);

        byte[] requestSealed = request.Field.Sealed.ToArray();
        byte[] data = records.ResponseData(0, requestSealed, 201);
        (byte[] headerKey, byte[] bodyKey, byte[] iv) = records.ResponseKeys(0, ResponseNonce);
        byte[] responseSealed = Primitives.Seal(headerKey, ReferenceRecords.Nonce(iv, 0, 0), headers.Encode(), data);
        string responseField = ReferenceRecords.ResponseField(0, ResponseNonce, responseSealed);
        byte[] responseBody = ReferenceRecords.SealFrames(bodyKey, iv, 0, data, ResponseBody);
        OpenedResponse opened = request.OpenResponse(responseField, 201)!;
        using FrameOpener frames = opened.Body;
        var plaintext = new byte[ResponseBody.Length];
        Assert.True(frames.TryOpen(responseBody.AsSpan(4), last: true, plaintext));
        Assert.Equal(ResponseBody, plaintext);

        return
        [
            ("request AAD", records.RequestData(0, "POST", Origin, Target, body: 1)),
            ("request headers", headers.Encode()),
            ("request sealed", requestSealed),
            ("request field", Encoding.ASCII.GetBytes(request.Field.ToString())),
            ("request body", frame),
            ("response nonce", ResponseNonce),
            ("response header key", headerKey),
            ("response body key", bodyKey),
            ("response iv", iv),
            ("response AAD", data),
            ("response field", Encoding.ASCII.GetBytes(responseField)),
            ("response body", responseBody),
        ];
    }

    // The provider that takes all its randomness from outside.
    private static ProviderSet Providers(params byte[][] script)
    {
        var random = new ScriptedRandom(script);
        return new ProviderSet(random, new BouncyCastleProvider(random));
    }

    private static ProviderSet Providers(byte[] first, byte[][] others) => Providers([first, .. others]);

    private static byte[] Fill(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
