using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using QuantumAttributes.Benchmarks.Servers;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Requests;

/// <summary>
/// The one client of the servers that are measured. What it sends is what the handlers of QuantumAttributes.Client send, made ready
/// beforehand, so that while the server is measured the client does little else than sending.
/// </summary>
internal sealed class BenchmarkClient(ServerProcess server, SigningKey key) : IDisposable
{
    private const int EchoSize = 1024;

    private static readonly byte[] _hello = "hello"u8.ToArray();
    private static readonly byte[] _echo = RandomNumberGenerator.GetBytes(EchoSize);

    private readonly RequestSigner _signer = new(key, TimeProvider.System, RandomNumberGenerator.Create());
    private DiscoveryDocument? _document;

    /// <summary>Sends to the application without security.</summary>
    public HttpClient Plain { get; } = HttpLoad.CreateClient(server["plain"]);

    /// <summary>Sends to the application with the framework's authentication and none of its own.</summary>
    public HttpClient Framework { get; } = HttpLoad.CreateClient(server["framework"]);

    /// <summary>Sends to the application that takes tokens.</summary>
    public HttpClient Token { get; } = HttpLoad.CreateClient(server["token-server"]);

    /// <summary>Sends to the application with ours.</summary>
    public HttpClient Quantum { get; } = HttpLoad.CreateClient(server["quantum"]);

    public static Task<HttpExchange> HelloAsync() => Task.FromResult(new HttpExchange(new HttpRequestMessage(HttpMethod.Get, Applications.HelloPath), ExpectHello));

    public static Task<HttpExchange> EchoAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Applications.EchoPath) { Content = new ByteArrayContent(_echo) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return Task.FromResult(new HttpExchange(request, (response, body) => Expect(response, body, _echo)));
    }

    public Task<HttpExchange> HelloByTokenAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Applications.HelloPath);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server["token"]);
        return Task.FromResult(new HttpExchange(request, ExpectHello));
    }

    public Task<HttpExchange> HelloBySignatureAsync()
    {
        RequestSignatureFields fields = _signer.Sign(new HelloComponents());
        var request = new HttpRequestMessage(HttpMethod.Get, Applications.HelloPath);
        request.Headers.Host = Applications.Authority;
        request.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        return Task.FromResult(new HttpExchange(request, ExpectHello));
    }

    public static Task<HttpExchange> HelloInAsync(ClientSession session)
    {
        RequestSignatureFields fields = session.TrySign(new HelloComponents(session.Ticket)) ?? throw new InvalidOperationException("The session has ended.");
        var request = new HttpRequestMessage(HttpMethod.Get, Applications.HelloPath);
        request.Headers.Host = Applications.Authority;
        request.Headers.TryAddWithoutValidation(SessionTicketField.Name, session.Ticket);
        request.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        return Task.FromResult(new HttpExchange(request, ExpectHello));
    }

    public static async Task<HttpExchange> HelloInAsync(ClientChannel channel)
    {
        SealedRequest record = await SealAsync(channel, new RequestHead("GET", Applications.HelloPath, HasBody: false), new ProtectedHeaders());
        return new HttpExchange(Wrap(record, HttpMethod.Get, Applications.HelloPath), (response, body) => ExpectSealed(record, response, body, _hello));
    }

    /// <summary>What <see cref="HelloInAsync(ClientChannel)"/> sends, to a server that does not look at it.</summary>
    public static async Task<HttpExchange> HelloBesideAsync(ClientChannel channel)
    {
        SealedRequest record = await SealAsync(channel, new RequestHead("GET", Applications.HelloPath, HasBody: false), new ProtectedHeaders());
        return new HttpExchange(Wrap(record, HttpMethod.Get, Applications.HelloPath), (response, body) =>
        {
            using (record)
                ExpectHello(response, body);
        });
    }

    public static async Task<HttpExchange> EchoInAsync(ClientChannel channel)
    {
        var headers = new ProtectedHeaders();
        headers.Add("content-type", ["application/octet-stream"]);
        headers.Add("content-length", [EchoSize.ToString(CultureInfo.InvariantCulture)]);
        SealedRequest record = await SealAsync(channel, new RequestHead("POST", Applications.EchoPath, HasBody: true), headers);
        HttpRequestMessage request = Wrap(record, HttpMethod.Post, Applications.EchoPath);
        using var frames = new MemoryStream();
        await using (var sealing = new SealingStream(frames, record.SealBody()!))
        {
            await sealing.WriteAsync(_echo);
            await sealing.CompleteAsync();
        }

        request.Content = new ByteArrayContent(frames.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(RequestHead.ContentType);
        return new HttpExchange(request, (response, body) => ExpectSealed(record, response, body, _echo));
    }

    /// <summary>A handshake, whose channel is given up when its answer has been checked.</summary>
    public async Task<HttpExchange> HandshakeAsync(bool signed)
    {
        ChannelOpening opening = ChannelOpening.Begin(await DiscoverAsync(), signed ? key : null, ProviderSet.Default, TimeProvider.System);
        return new HttpExchange(Wrap(opening), (response, body) =>
        {
            using (opening)
                Complete(opening, response, body).Dispose();
        });
    }

    /// <summary>A channel to the server.</summary>
    public async Task<ClientChannel> OpenAsync(bool signed)
    {
        using ChannelOpening opening = ChannelOpening.Begin(await DiscoverAsync(), signed ? key : null, ProviderSet.Default, TimeProvider.System);
        using HttpRequestMessage request = Wrap(opening);
        using HttpResponseMessage response = await Quantum.SendAsync(request);
        ClientChannel channel = Complete(opening, response, await response.Content.ReadAsByteArrayAsync());
        await ConfirmAsync(channel);
        return channel;
    }

    /// <summary>A session with the server.</summary>
    public async Task<ClientSession> OpenSessionAsync()
    {
        using SessionOpening opening = SessionOpening.Begin(await DiscoverAsync(), key, ProviderSet.Default, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, SessionServer.Path) { Content = new ReadOnlyMemoryContent(opening.Request) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ChannelServer.ContentType);
        using HttpResponseMessage response = await Quantum.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return opening.Complete(await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose()
    {
        Plain.Dispose();
        Framework.Dispose();
        Token.Dispose();
        Quantum.Dispose();
    }

    // A channel without a first record lives for some seconds only.
    private async Task ConfirmAsync(ClientChannel channel)
    {
        using SealedRequest record = await SealAsync(channel, new RequestHead("GET", "/", HasBody: false), new ProtectedHeaders());
        using HttpRequestMessage request = Wrap(record, HttpMethod.Get, "/");
        using HttpResponseMessage response = await Quantum.SendAsync(request);
    }

    private async Task<DiscoveryDocument> DiscoverAsync() =>
        _document ??= DiscoveryDocument.Verify(await Quantum.GetStringAsync(DiscoveryDocument.Path));

    private static HttpRequestMessage Wrap(ChannelOpening opening)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ChannelServer.Path) { Content = new ReadOnlyMemoryContent(opening.Request) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ChannelServer.ContentType);
        return request;
    }

    private static ClientChannel Complete(ChannelOpening opening, HttpResponseMessage response, byte[] body)
    {
        response.EnsureSuccessStatusCode();
        return opening.Complete(body);
    }

    private static async Task<SealedRequest> SealAsync(ClientChannel channel, RequestHead head, ProtectedHeaders headers) =>
        await channel.SealAsync(head, headers, CancellationToken.None) ?? throw new InvalidOperationException("The channel has ended.");

    private static HttpRequestMessage Wrap(SealedRequest record, HttpMethod method, string target)
    {
        var request = new HttpRequestMessage(method, target);
        request.Headers.TryAddWithoutValidation(RequestField.Name, record.Field.ToString());
        return request;
    }

    private static void ExpectHello(HttpResponseMessage response, byte[] body) => Expect(response, body, _hello);

    private static void Expect(HttpResponseMessage response, ReadOnlySpan<byte> body, byte[] expected)
    {
        response.EnsureSuccessStatusCode();
        if (!body.SequenceEqual(expected))
            throw new InvalidOperationException("The server answers with something else.");
    }

    private static void ExpectSealed(SealedRequest record, HttpResponseMessage response, byte[] body, byte[] expected)
    {
        using (record)
        {
            OpenedResponse? opened = response.Headers.TryGetValues(RequestField.Name, out IEnumerable<string>? fields)
                ? record.OpenResponse(fields.Single(), (int)response.StatusCode)
                : null;
            if (opened is null)
                throw new InvalidOperationException($"The answer, {response.StatusCode}, is not authentic.");
            using var frames = new OpeningStream(new MemoryStream(body), opened.Body);
            var plaintext = new byte[expected.Length + 1];
            int length = frames.ReadAtLeastAsync(plaintext, plaintext.Length, throwOnEndOfStream: false).AsTask().GetAwaiter().GetResult();
            Expect(response, plaintext.AsSpan(0, length), expected);
        }
    }

    private sealed class HelloComponents(string? ticket = null) : IMessageComponents
    {
        public string Method => "GET";

        public string Authority => Applications.Authority;

        public string Path => Applications.HelloPath;

        public string Query => "?";

        public bool HasContent => false;

        public string? GetField(string lowerCaseName) => lowerCaseName == SessionTicketField.ComponentName ? ticket : null;
    }
}
