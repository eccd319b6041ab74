using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>An answer belongs to one request, one channel and one status.</summary>
public sealed class ResponseTests : IDisposable
{
    private readonly TestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AnAnswer_When_ItsRequestOpensIt_Expect_ItsHeaders()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        var headers = new ProtectedHeaders();
        headers.Add("Set-Cookie", ["a=1", "b=2"]);

        OpenedResponse? response = request.OpenResponse(opened.SealResponse(200, headers).Field, 200);

        Assert.Equal(["a=1", "b=2"], response!.Headers.Fields["set-cookie"]);
    }

    [Fact]
    public async Task Given_OneRequestAnsweredTwice_When_Compared_Expect_OtherNoncesAndOtherBytes()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (_, OpenedRequest opened) = await _server.SendAsync(client);

        (string first, FrameSealer firstBody) = opened.SealResponse(200, new ProtectedHeaders());
        (string second, FrameSealer secondBody) = opened.SealResponse(200, new ProtectedHeaders());

        byte[] one = new byte[50], two = new byte[50];
        firstBody.Seal(new byte[30], last: true, one);
        secondBody.Seal(new byte[30], last: true, two);
        ResponseField firstField = ResponseField.Parse(first)!, secondField = ResponseField.Parse(second)!;
        Assert.NotEqual(firstField.Nonce.ToArray(), secondField.Nonce.ToArray());
        Assert.NotEqual(firstField.Sealed.ToArray(), secondField.Sealed.ToArray());
        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task Given_TheAnswerToAnotherRequest_When_Opened_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, _) = await _server.SendAsync(client);
        (_, OpenedRequest other) = await _server.SendAsync(client);

        Assert.Null(request.OpenResponse(Answer(other), 200));
    }

    // The number is in the keys and in the data, not only in the field.
    [Fact]
    public async Task Given_TheAnswerToAnotherRequestUnderThisNumber_When_Opened_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, _) = await _server.SendAsync(client);
        (_, OpenedRequest other) = await _server.SendAsync(client);

        Assert.Null(request.OpenResponse(Answer(other).Replace("n=1,", "n=0,", StringComparison.Ordinal), 200));
    }

    [Fact]
    public async Task Given_TheAnswerOfAnotherChannel_When_Opened_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (ClientChannel otherClient, _) = await _server.OpenAsync();
        (SealedRequest request, _) = await _server.SendAsync(client);
        (_, OpenedRequest other) = await _server.SendAsync(otherClient);

        Assert.Null(request.OpenResponse(Answer(other), 200));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(500)]
    public async Task Given_AnAnswerWhoseStatusWasChanged_When_Opened_Expect_Null(int status)
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);

        Assert.Null(request.OpenResponse(Answer(opened), status));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1_00C8)] // 200 in its low 16 bits
    public async Task Given_AStatusThatHttpHasNot_When_Opened_Expect_OverflowException(int status)
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);

        Assert.Throws<OverflowException>(() => request.OpenResponse(Answer(opened), status));
    }

    [Fact]
    public async Task Given_AnAnswer_When_AnyBitOfItsFieldIsFlipped_Expect_Null()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        ResponseField field = ResponseField.Parse(opened.SealResponse(200, new ProtectedHeaders()).Field)!;

        for (int bit = 0; bit < field.Nonce.Length * 8; bit++)
            Assert.Null(request.OpenResponse((field with { Nonce = Flip(field.Nonce, bit) }).ToString(), 200));
        for (int bit = 0; bit < field.Sealed.Length * 8; bit++)
            Assert.Null(request.OpenResponse((field with { Sealed = Flip(field.Sealed, bit) }).ToString(), 200));
        Assert.NotNull(request.OpenResponse(field.ToString(), 200));
    }

    [Fact]
    public async Task Given_HeadersOverFourKibibytes_When_Sealed_Expect_ChannelException()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (_, OpenedRequest opened) = await _server.SendAsync(client);
        var headers = new ProtectedHeaders();
        headers.Add("a", [new string('x', 4096)]);

        Assert.Throws<ChannelException>(() => opened.SealResponse(200, headers));
        await Assert.ThrowsAsync<ChannelException>(async () => await client.SealAsync(TestServer.Head, headers, CancellationToken.None));
    }

    [Fact]
    public async Task Given_ARequestThatLetGoOfTheKeys_When_Used_Expect_ObjectDisposedException()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        (SealedRequest request, OpenedRequest opened) = await _server.SendAsync(client);
        request.Dispose();
        opened.Dispose();

        Assert.Throws<ObjectDisposedException>(() => request.SealBody());
        Assert.Throws<ObjectDisposedException>(() => request.OpenResponse("", 200));
        Assert.Throws<ObjectDisposedException>(() => opened.OpenBody());
        Assert.Throws<ObjectDisposedException>(() => opened.SealResponse(200, new ProtectedHeaders()));
    }

    // A second sealer would begin again at frame 0: two plaintexts under one nonce.
    [Fact]
    public async Task Given_ABodyThatWasSealed_When_SealedAgain_Expect_InvalidOperationException()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        using SealedRequest request = await TestServer.SealAsync(client);
        using FrameSealer body = request.SealBody()!;

        Assert.Throws<InvalidOperationException>(() => request.SealBody());
    }

    private static string Answer(OpenedRequest request) => request.SealResponse(200, new ProtectedHeaders()).Field;

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int bit)
    {
        byte[] flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
