using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>A channel of which a test sends the records itself, changed as it likes.</summary>
internal sealed class RawChannel : IDisposable
{
    private readonly HttpClient _http;

    private RawChannel(HttpClient http, ClientChannel channel)
    {
        _http = http;
        Channel = channel;
    }

    public ClientChannel Channel { get; }

    public static async Task<RawChannel> OpenAsync(QuantumServer server, SigningKey? key = null, TimeProvider? time = null)
    {
        HttpClient http = server.CreatePlainClient();
        using ChannelOpening opening = await BeginAsync(server, key, time);
        using HttpResponseMessage response = await PostHandshakeAsync(http, opening.Request.ToArray());
        response.EnsureSuccessStatusCode();
        return new RawChannel(http, opening.Complete(await response.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>A handshake that has not been sent.</summary>
    public static async Task<ChannelOpening> BeginAsync(QuantumServer server, SigningKey? key = null, TimeProvider? time = null)
    {
        using HttpClient http = server.CreatePlainClient();
        DiscoveryDocument document = DiscoveryDocument.Verify(await http.GetStringAsync(DiscoveryDocument.Path));
        return ChannelOpening.Begin(document, key, ProviderSet.Default, time ?? server.Time);
    }

    public static Task<HttpResponseMessage> PostHandshakeAsync(HttpClient http, byte[] message, string contentType = ChannelServer.ContentType)
    {
        var content = new ByteArrayContent(message);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return http.PostAsync(ChannelServer.Path, content);
    }

    public async Task<SealedRequest> SealAsync(HttpMethod method, string target, bool hasBody = false, params (string Name, string Value)[] headers)
    {
        var inner = new ProtectedHeaders();
        foreach ((string name, string value) in headers)
            inner.Add(name, [value]);
        return await Channel.SealAsync(new RequestHead(method.Method, target, hasBody), inner, CancellationToken.None)
            ?? throw new InvalidOperationException("The channel has ended.");
    }

    /// <summary>The frames of a whole body.</summary>
    public static async Task<byte[]> SealBodyAsync(SealedRequest record, byte[] body)
    {
        using var buffer = new MemoryStream();
        await using var frames = new SealingStream(buffer, record.SealBody()!);
        await frames.WriteAsync(body);
        await frames.CompleteAsync();
        return buffer.ToArray();
    }

    /// <summary>The outer request of a record; <paramref name="field"/> takes the place of the right one.</summary>
    public static HttpRequestMessage Wrap(SealedRequest record, HttpMethod method, string target, byte[]? frames = null, string? field = null)
    {
        var request = new HttpRequestMessage(method, target);
        request.Headers.TryAddWithoutValidation(RequestField.Name, field ?? record.Field.ToString());
        if (frames is not null)
        {
            request.Content = new ByteArrayContent(frames);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", RequestHead.ContentType);
        }

        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        (request.Version, request.VersionPolicy) = (_http.DefaultRequestVersion, _http.DefaultVersionPolicy);
        return _http.SendAsync(request);
    }

    /// <summary>Opens the head of an answer, or gives null where it is not an authentic one to the record.</summary>
    public static OpenedResponse? Open(SealedRequest record, HttpResponseMessage response) =>
        response.Headers.TryGetValues(RequestField.Name, out IEnumerable<string>? values)
            ? record.OpenResponse(values.Single(), (int)response.StatusCode)
            : null;

    public void Dispose()
    {
        Channel.Dispose();
        _http.Dispose();
    }
}
