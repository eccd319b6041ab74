using System.Net.Http.Headers;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>A request as somebody on the path sees it, to be sent as often as they like.</summary>
internal sealed record CapturedRequest(string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Content, string ContentType)
{
    private static readonly byte[] _transfer = "ten to Bob"u8.ToArray();

    /// <summary>A record in a channel, with a body.</summary>
    public static async Task<CapturedRequest> OfRecordAsync(ClientChannel channel)
    {
        using SealedRequest record = await SealAsync(channel, "POST", "/echo", hasBody: true);
        return new CapturedRequest("/echo", [(RequestField.Name, record.Field.ToString())], await SealBodyAsync(record), RequestHead.ContentType);
    }

    /// <summary>A request that is signed, with a body.</summary>
    public static CapturedRequest OfSignature(HostileServer server, SigningKey key)
    {
        var message = new TransferMessage(server.Origin.Authority, "/signed", _transfer);
        RequestSignatureFields fields = new RequestSigner(key, TimeProvider.System, RandomNumberGenerator.Create()).Sign(message);
        return new CapturedRequest(
            "/signed",
            [("Signature-Input", fields.SignatureInput), ("Signature", fields.Signature), ("Content-Digest", message.Digest)],
            _transfer,
            TransferMessage.ContentType);
    }

    public static async Task<SealedRequest> SealAsync(ClientChannel channel, string method, string target, bool hasBody) =>
        await channel.SealAsync(new RequestHead(method, target, hasBody), new ProtectedHeaders(), CancellationToken.None)
        ?? throw new StressException("a channel has ended");

    public static async Task<byte[]> SealBodyAsync(SealedRequest record)
    {
        using var buffer = new MemoryStream();
        await using var frames = new SealingStream(buffer, record.SealBody()!);
        await frames.WriteAsync(_transfer);
        await frames.CompleteAsync();
        return buffer.ToArray();
    }

    public Task<HttpResponseMessage> SendAsync(HttpClient http)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new ByteArrayContent(Content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        foreach ((string name, string value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    /// <summary>Sends it, and says whether it was carried out.</summary>
    public async Task<bool> IsExecutedAsync(HttpClient http)
    {
        using HttpResponseMessage response = await SendAsync(http);
        return response.IsSuccessStatusCode || response.Headers.Contains(RequestField.Name);
    }
}
