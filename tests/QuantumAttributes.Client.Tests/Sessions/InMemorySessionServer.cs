using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Tests.Sessions;

/// <summary>The server's end of sessions as a primary handler, without a network: it verifies every request, and answers as it is told.</summary>
internal sealed class InMemorySessionServer : HttpMessageHandler, ITicketSealer
{
    public const string Challenge = "Quantum algs=\"ml-dsa-65 ml-dsa-87\", mechanisms=\"channel session signature\"";

    private readonly SigningKey _identity = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private readonly RotatingChannelKeySource _keys;
    private readonly DiscoveryPublisher _discovery;
    private readonly SessionServer _sessions;
    private readonly SessionTicketOpener _opener;
    private readonly Dictionary<string, byte[]> _tickets = [];
    private int _handshakes;

    public InMemorySessionServer(SigningKey client, TimeProvider? time = null, params IReadOnlyList<ChannelSuite> suites)
    {
        time ??= TimeProvider.System;
        if (suites.Count == 0)
            suites = [ChannelSuite.MLKem768X25519];
        var identities = new MemoryIdentityStore();
        identities.Set(new QuantumIdentity { Key = client.VerifyingKey, Subject = "alice" });
        _keys = new RotatingChannelKeySource(suites, ProviderSet.Default, time);
        _discovery = new DiscoveryPublisher(() => _identity, _keys, time, new PublishedTerms { Suites = suites });
        _sessions = new SessionServer(new SessionServerOptions(), _keys, _discovery, identities, this, ProviderSet.Default, time);
        _opener = new SessionTicketOpener(this, ProviderSet.Default, time);
    }

    public string Identity => _identity.VerifyingKey.Thumbprint.ToString();

    public int Handshakes => _handshakes;

    /// <summary>What became of each request, with its body.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>What is done at each handshake, before it is answered.</summary>
    public Action OnHandshake { get; set; } = () => { };

    /// <summary>Answers a request instead of the application, by its number from 1 on; null: the application does.</summary>
    public Func<int, HttpResponseMessage?> Interfere { get; set; } = _ => null;

    /// <summary>Forgets the key of every ticket.</summary>
    public void ForgetTickets()
    {
        lock (_tickets)
            _tickets.Clear();
    }

    public static HttpResponseMessage Unauthorized(string challenge)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        return response;
    }

    // A ticket that is a reference: what is sealed is tested elsewhere.
    ValueTask<byte[]> ITicketSealer.SealAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        byte[] ticket = Guid.NewGuid().ToByteArray();
        lock (_tickets)
            _tickets[Convert.ToHexString(ticket)] = content.ToArray();
        return new(ticket);
    }

    ValueTask<byte[]?> ITicketSealer.OpenAsync(ReadOnlyMemory<byte> ticket, CancellationToken cancellationToken)
    {
        lock (_tickets)
            return new(_tickets.GetValueOrDefault(Convert.ToHexString(ticket.Span))?.ToArray());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.AbsolutePath switch
        {
            DiscoveryDocument.Path => Content(
                Encoding.ASCII.GetBytes(await _discovery.GetJwsAsync(InMemoryServer.Origin, cancellationToken)), DiscoveryDocument.ContentType),
            SessionServer.Path => await ShakeHandsAsync(request, cancellationToken),
            _ => await AnswerAsync(request, cancellationToken),
        };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sessions.Dispose();
            _keys.Dispose();
            _identity.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ShakeHandsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _handshakes);
        await Task.Yield();
        Assert.Equal(ChannelServer.ContentType, request.Content!.Headers.ContentType!.MediaType);
        HandshakeResult result = await _sessions.AcceptAsync(await request.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        OnHandshake();
        return result.Outcome == HandshakeOutcome.Accepted
            ? Content(result.Response.ToArray(), ChannelServer.ContentType)
            : new HttpResponseMessage(HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var message = new HttpRequestMessageComponents(request);
        string outcome = RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome read)
            ? (await _opener.CheckAsync(signature, cancellationToken)).Outcome.ToString()
            : read.ToString();
        bool digested = request.Content is null
            || (ContentDigest.TryParse(message.GetField("content-digest"), out ContentDigest? digest) && digest.Verify(Encoding.UTF8.GetBytes(body)));
        int number;
        lock (Seen)
        {
            Seen.Add($"{outcome}: {body}{(digested ? "" : ", another digest")}");
            number = Seen.Count;
        }

        return Interfere(number) ?? (outcome == "Passed"
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) }
            : Unauthorized(Challenge));
    }

    private static HttpResponseMessage Content(byte[] content, string type) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } };
}
