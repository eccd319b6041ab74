using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>Our records against those written from protocol.md, in both directions.</summary>
public sealed class ReferenceRecordTests : IDisposable
{
    private static readonly byte[] HeaderMap = Cbor.Map(Cbor.Text("accept"), Cbor.Array(Cbor.Text("*/*")));

    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AReferenceRequest_When_OurServerOpensIt_Expect_HeadersAndBody()
    {
        (ReferenceRecords records, _, _) = await ConnectAsync();
        byte[] data = records.RequestData(5, "POST", TestServer.Origin, "/transfers?dry=1", 1);
        byte[] body = records.SealRequestBody(5, data, [1, 2], [3], []);

        RecordResult result = await _server.ReceiveAsync(records.RequestField(5, records.SealRequestHeaders(5, HeaderMap, data)));

        Assert.Equal(RecordOutcome.Opened, result.Outcome);
        Assert.Equal(["*/*"], result.Request!.Headers.Fields["accept"]);
        Assert.Equal([1, 2, 3], await ReadAsync(body, result.Request.OpenBody()!));
    }

    [Fact]
    public async Task Given_OurRequest_When_TheReferenceOpensIt_Expect_FieldHeadersAndBody()
    {
        (ReferenceRecords records, ClientChannel client, _) = await ConnectAsync();
        await TestServer.SealAsync(client);
        using SealedRequest request = await SealWithHeadersAsync(client);
        byte[] data = records.RequestData(1, "POST", TestServer.Origin, "/transfers?dry=1", 1);
        byte[] body = await WriteAsync(request.SealBody()!, Bodies.Plaintext(40_000));

        byte[] sealedHeaders = request.Field.Sealed.ToArray();
        Assert.Equal(records.RequestField(1, sealedHeaders), request.Field.ToString());
        Assert.Equal(HeaderMap, records.OpenRequestHeaders(1, sealedHeaders, data));
        Assert.Equal(Bodies.Plaintext(40_000), records.OpenRequestBody(1, data, body));
    }

    [Fact]
    public async Task Given_OurRequestWithoutBody_When_TheReferenceOpensIt_Expect_BodyZeroInTheData()
    {
        (ReferenceRecords records, ClientChannel client, _) = await ConnectAsync();
        using SealedRequest request = await TestServer.SealAsync(client, new RequestHead("GET", "/", HasBody: false));

        byte[] data = records.RequestData(0, "GET", TestServer.Origin, "/", 0);
        byte[] headers = records.OpenRequestHeaders(0, request.Field.Sealed.ToArray(), data);

        Assert.Equal([0xa0], headers);
        Assert.Null(request.SealBody());
    }

    [Fact]
    public async Task Given_OurAnswer_When_TheReferenceOpensIt_Expect_FieldHeadersAndBody()
    {
        (ReferenceRecords records, ClientChannel client, _) = await ConnectAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        (string text, FrameSealer sealer) = opened.SealResponse(404, Headers());
        ResponseField field = ResponseField.Parse(text)!;
        byte[] body = await WriteAsync(sealer, Bodies.Plaintext(40_000));

        byte[] data = records.ResponseData(0, request.Field.Sealed.ToArray(), 404);
        (byte[] headerKey, byte[] bodyKey, byte[] iv) = records.ResponseKeys(0, field.Nonce.ToArray());
        Assert.Equal(ReferenceRecords.ResponseField(0, field.Nonce.ToArray(), field.Sealed.ToArray()), text);
        Assert.Equal(HeaderMap, Primitives.Open(headerKey, ReferenceRecords.Nonce(iv, 0, 0), field.Sealed.ToArray(), data));
        Assert.Equal(Bodies.Plaintext(40_000), ReferenceRecords.OpenFrames(bodyKey, iv, 0, data, body));
    }

    [Fact]
    public async Task Given_AReferenceAnswer_When_OurClientOpensIt_Expect_HeadersAndBody()
    {
        (ReferenceRecords records, ClientChannel client, _) = await ConnectAsync();
        await TestServer.SealAsync(client);
        using SealedRequest request = await TestServer.SealAsync(client);
        byte[] nonce = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];
        byte[] data = records.ResponseData(1, request.Field.Sealed.ToArray(), 200);
        (byte[] headerKey, byte[] bodyKey, byte[] iv) = records.ResponseKeys(1, nonce);
        byte[] sealedHeaders = Primitives.Seal(headerKey, ReferenceRecords.Nonce(iv, 1, 0), HeaderMap, data);

        OpenedResponse? response = request.OpenResponse(ReferenceRecords.ResponseField(1, nonce, sealedHeaders), 200);

        Assert.NotNull(response);
        Assert.Equal(["*/*"], response.Headers.Fields["accept"]);
        byte[] body = ReferenceRecords.SealFrames(bodyKey, iv, 1, data, [9, 8], [7]);
        Assert.Equal([9, 8, 7], await ReadAsync(body, response.Body));
    }

    // What an attacker who knows nothing but where the record goes can change, with the record as it was sealed.
    [Theory]
    [InlineData("POST", "https://other.example", "/transfers?dry=1", 1)]
    [InlineData("POST", "http://bank.example", "/transfers?dry=1", 1)]
    [InlineData("POST", TestServer.Origin, "/transfers", 1)]
    [InlineData("PUT", TestServer.Origin, "/transfers?dry=1", 1)]
    [InlineData("POST", TestServer.Origin, "/transfers?dry=1", 0)]
    public async Task Given_ARequestSealedForAnotherHead_When_OurServerOpensIt_Expect_NotAuthentic(
        string method, string origin, string target, byte body)
    {
        (ReferenceRecords records, _, _) = await ConnectAsync();
        byte[] data = records.RequestData(0, method, origin, target, body);

        RecordResult result = await _server.ReceiveAsync(records.RequestField(0, records.SealRequestHeaders(0, HeaderMap, data)));

        Assert.Equal(RecordOutcome.NotAuthentic, result.Outcome);
    }

    [Fact]
    public async Task Given_AuthenticHeadersThatAreNoMap_When_OurServerOpensThem_Expect_Malformed()
    {
        (ReferenceRecords records, _, _) = await ConnectAsync();
        byte[] data = records.RequestData(0, "POST", TestServer.Origin, "/transfers?dry=1", 1);
        byte[] sealedHeaders = records.SealRequestHeaders(0, Cbor.Map(Cbor.Text("X"), Cbor.Array(Cbor.Text("1"))), data);

        Assert.Equal(RecordOutcome.Malformed, (await _server.ReceiveAsync(records.RequestField(0, sealedHeaders))).Outcome);
    }

    private static ProtectedHeaders Headers()
    {
        var headers = new ProtectedHeaders();
        headers.Add("Accept", ["*/*"]);
        return headers;
    }

    private static async Task<SealedRequest> SealWithHeadersAsync(ClientChannel client) =>
        (await client.SealAsync(TestServer.Head, Headers(), CancellationToken.None))!;

    private static async Task<byte[]> WriteAsync(FrameSealer sealer, byte[] plaintext)
    {
        using var frames = new MemoryStream();
        await using var stream = new SealingStream(frames, sealer);
        await stream.WriteAsync(plaintext);
        await stream.CompleteAsync();
        return frames.ToArray();
    }

    private static async Task<byte[]> ReadAsync(byte[] frames, FrameOpener opener)
    {
        await using var stream = new OpeningStream(new MemoryStream(frames), opener);
        using var plaintext = new MemoryStream();
        await stream.CopyToAsync(plaintext);
        return plaintext.ToArray();
    }

    // The secrets are compared in the handshake's own tests; here they are taken from the channel.
    private async Task<(ReferenceRecords Records, ClientChannel Client, ServerChannel Server)> ConnectAsync()
    {
        (ClientChannel client, ServerChannel server) = await _server.OpenAsync();
        var secrets = new ReferenceSecrets(
            server.Secrets.RequestHeaderKey, server.Secrets.RequestBodyKey, server.Secrets.RequestIv, server.Secrets.ResponseSecret,
            ReferenceHash.Sha256);
        return (new ReferenceRecords(secrets, server.Id.ToArray()), client, server);
    }
}
