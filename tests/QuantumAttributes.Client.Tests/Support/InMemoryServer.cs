using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Tests.Support;

/// <summary>The server's end of channels as a primary handler, without a network. It answers with what it is told.</summary>
internal sealed class InMemoryServer : HttpMessageHandler
{
    public const string Origin = "https://bank.example";

    private readonly SigningKey _identity = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private readonly RotatingChannelKeySource _keys;
    private readonly DiscoveryPublisher _discovery;
    private readonly ChannelServer _server;
    private int _handshakes;
    private int _records;

    public InMemoryServer(TimeProvider? time = null, ChannelServerOptions? options = null, TimeSpan? policyMaxAge = null)
    {
        time ??= TimeProvider.System;
        _keys = new RotatingChannelKeySource(ChannelSuite.All, ProviderSet.Default, time);
        _discovery = new DiscoveryPublisher(() => _identity, _keys, time, policyMaxAge is { } age ? new PublishedTerms { PolicyMaxAge = age } : null);
        _server = new ChannelServer(options ?? new ChannelServerOptions(), _keys, _discovery, Identities, ProviderSet.Default, time);
    }

    public MemoryIdentityStore Identities { get; } = new();

    public string Identity => _identity.VerifyingKey.Thumbprint.ToString();

    public int Handshakes => _handshakes;

    public int Records => _records;

    /// <summary>The outer requests of records as they came.</summary>
    public List<HttpRequestMessage> Outer { get; } = [];

    /// <summary>What is done at each handshake, before it is answered.</summary>
    public Action OnHandshake { get; set; } = () => { };

    /// <summary>What a handshake waits for before it is looked at.</summary>
    public Func<Task> BeforeHandshake { get; set; } = () => Task.CompletedTask;

    /// <summary>What a record waits for, by its number, before it is looked at.</summary>
    public Func<int, Task> BeforeRecord { get; set; } = _ => Task.CompletedTask;

    /// <summary>Answers a record instead of the server, by the number of the record; null: the server does.</summary>
    public Func<int, HttpResponseMessage?> Interfere { get; set; } = _ => null;

    /// <summary>Changes an answer on its way.</summary>
    public Action<HttpResponseMessage> Tamper { get; set; } = _ => { };

    /// <summary>What the application answers: status, headers and body.</summary>
    public Func<ProtectedHeaders, string, (int Status, ProtectedHeaders Headers, string Body)> Application { get; set; } =
        (_, body) => (200, new ProtectedHeaders(), body);

    /// <summary>Lets a key sign in.</summary>
    public void Enrol(SigningKey key) => Identities.Set(new QuantumIdentity { Key = key.VerifyingKey, Subject = "alice" });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.AbsolutePath switch
        {
            DiscoveryDocument.Path => Content(
                HttpStatusCode.OK, Encoding.ASCII.GetBytes(await _discovery.GetJwsAsync(Origin, cancellationToken)), DiscoveryDocument.ContentType),
            ChannelServer.Path => await ShakeHandsAsync(request, cancellationToken),
            _ => await AnswerAsync(request, cancellationToken),
        };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _server.Dispose();
            _keys.Dispose();
            _identity.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ShakeHandsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _handshakes);
        await Task.Yield();
        await BeforeHandshake();
        HandshakeResult result = await _server.AcceptAsync(await request.Content!.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        OnHandshake();
        return result.Channel is null
            ? new HttpResponseMessage(HttpStatusCode.BadRequest)
            : Content(HttpStatusCode.OK, result.Response.ToArray(), ChannelServer.ContentType);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int record = Interlocked.Increment(ref _records);
        lock (Outer)
            Outer.Add(request);
        await BeforeRecord(record);
        if (Interfere(record) is { } answer)
            return answer;

        bool hasBody = request.Content?.Headers.ContentType?.MediaType == RequestHead.ContentType;
        var head = new RequestHead(request.Method.Method, request.RequestUri!.PathAndQuery, hasBody);
        RecordResult result = await _server.OpenAsync(request.Headers.GetValues(RequestField.Name).Single(), head, cancellationToken);
        if (result.Request is null)
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        using OpenedRequest opened = result.Request;
        string body = hasBody ? await ReadAsync(request, opened, cancellationToken) : "";
        HttpResponseMessage response = await SealAsync(request, opened, Application(opened.Headers, body));
        Tamper(response);
        return response;
    }

    private static async Task<string> ReadAsync(HttpRequestMessage request, OpenedRequest opened, CancellationToken cancellationToken)
    {
        await using var frames = new OpeningStream(await request.Content!.ReadAsStreamAsync(cancellationToken), opened.OpenBody()!);
        using var reader = new StreamReader(frames);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static async Task<HttpResponseMessage> SealAsync(
        HttpRequestMessage request, OpenedRequest opened, (int Status, ProtectedHeaders Headers, string Body) answer)
    {
        (string field, FrameSealer sealer) = opened.SealResponse(answer.Status, answer.Headers);
        using var buffer = new MemoryStream();
        await using (var frames = new SealingStream(buffer, sealer))
        {
            await frames.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
            await frames.CompleteAsync();
        }

        bool hasBody = ChannelBody.Exists(request.Method.Method, answer.Status);
        HttpResponseMessage response = hasBody
            ? Content((HttpStatusCode)answer.Status, buffer.ToArray(), RequestHead.ContentType)
            : new HttpResponseMessage((HttpStatusCode)answer.Status);
        response.Headers.Add(RequestField.Name, field);
        return response;
    }

    private static HttpResponseMessage Content(HttpStatusCode status, byte[] content, string type) =>
        new(status) { Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } };
}
