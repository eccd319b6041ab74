using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>What strangers, foreign pages and unsuitable transports get from a hub in a channel.</summary>
public sealed class HubRefusalTests : IAsyncLifetime
{
    private QuantumServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ChatServer.StartAsync(
        new ServerSetup { Options = quantum => quantum.Hubs.AllowedOrigins.Add("https://pages.example") },
        app =>
        {
            app.MapHub<ChatHub>("/chat", options => options.AllowStatefulReconnects = true);
            app.MapHub<PlainHub>("/plain", options => options.AllowStatefulReconnects = true);
        });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("http://127.0.0.1")]
    public async Task Given_APageOfAForeignOrigin_When_ItNegotiatesOrConnects_Expect_403(string origin)
    {
        using HttpClient client = _server.CreatePlainClient();
        foreach ((HttpMethod method, string path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/chat/negotiate"), (HttpMethod.Get, "/chat?id=1"), (HttpMethod.Post, "/chat?id=1")])
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Origin", origin);
            using HttpResponseMessage response = await client.SendAsync(request);
            await Problem.ExpectAsync(HttpStatusCode.Forbidden, "origin", response);
        }

        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(WebSocketUri, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Given_TwoOrigins_When_Negotiating_Expect_403()
    {
        using HttpClient client = _server.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/negotiate");
        request.Headers.TryAddWithoutValidation("Origin", [_server.Origin, "https://evil.example"]);
        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "origin", response);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_AnAllowedOrigin_When_Connecting_Expect_AConnection(bool own)
    {
        await using HubConnection hub = await _server.ConnectHubAsync(
            new HubClientSetup { Headers = [("Origin", own ? _server.Origin : "https://pages.example")] });

        Assert.Equal("x", await hub.InvokeAsync<string>("Echo", "x"));
    }

    [Theory]
    [InlineData("/chat", false)]
    [InlineData("/plain", true)]
    public async Task Given_Negotiation_When_Answered_Expect_ServerSentEventsAndStatefulReconnectOnPlainHubsOnly(string path, bool plain)
    {
        using HttpClient client = _server.CreatePlainClient();
        using HttpResponseMessage response = await client.PostAsync($"{path}/negotiate?negotiateVersion=1&useStatefulReconnect=true", null);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        string?[] transports = [.. answer.RootElement.GetProperty("availableTransports").EnumerateArray().Select(one => one.GetProperty("transport").GetString())];
        Assert.Equal(plain ? ["WebSockets", "ServerSentEvents", "LongPolling"] : ["WebSockets", "LongPolling"], transports);
        Assert.Equal(plain, answer.RootElement.TryGetProperty("useStatefulReconnect", out JsonElement stateful) && stateful.GetBoolean());
    }

    [Fact]
    public async Task Given_ARequestForServerSentEvents_When_Sent_Expect_406AndWhy()
    {
        using HttpClient client = _server.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat?id=1") { Headers = { { "Accept", "text/event-stream" } } };
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Contains("Server-sent events", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Problem.ExpectAsync(HttpStatusCode.NotAcceptable, "hub-transport", response);
    }

    [Fact]
    public async Task Given_AClientOfServerSentEventsOnly_When_Built_Expect_AMessageThatSaysWhy()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => _server.CreateHubClient(new HubClientSetup { Transport = HttpTransportType.ServerSentEvents }));
        Assert.Contains("Server-sent events are text and cannot carry a quantum channel", e.Message, StringComparison.Ordinal);

        await using HubConnection plain = _server.CreatePlainHubClient(new HubClientSetup { Transport = HttpTransportType.ServerSentEvents });
        await Assert.ThrowsAnyAsync<Exception>(() => plain.StartAsync());
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Given_AClientWithoutAChannel_When_Connecting_Expect_TheEnd(HttpTransportType transport)
    {
        await using HubConnection hub = _server.CreatePlainHubClient(new HubClientSetup { Transport = transport });

        await Assert.ThrowsAnyAsync<Exception>(() => hub.StartAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(HubConnectionState.Disconnected, hub.State);
    }

    [Theory]
    [InlineData("{\"protocol\":\"json\",\"version\":1}\u001e")]
    [InlineData("\0\0\0\u0005hello")]
    [InlineData("\0\0\0\0")]
    [InlineData("\u007f\u007f\u007f\u007f")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public async Task Given_AnythingButAHandshake_When_Sent_Expect_TheSameEnd_AndNothingSaid(string text)
    {
        using ClientWebSocket socket = await OpenSocketAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(text), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

        await ShouldEndAsync(socket);
    }

    [Fact]
    public async Task Given_AHandshake_When_AnythingOfItIsChanged_Expect_TheSameEnd_AndNothingSaid()
    {
        using HubOpening opening = await BeginAsync();
        byte[] message = Frame(opening.Request);
        for (int i = 0; i < 40; i++)
        {
            byte[] changed = [.. message];
            changed[4 + 11 + RandomNumberGenerator.GetInt32(message.Length - 15)] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8)); // behind the key's name
            using ClientWebSocket socket = await OpenSocketAsync();
            await socket.SendAsync(changed, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            await ShouldEndAsync(socket);
        }
    }

    [Fact]
    public async Task Given_AHandshakeForKeysThatAreGone_When_Sent_Expect_AnEmptyMessage_AndTheEnd()
    {
        using HubOpening opening = await BeginAsync();
        byte[] message = Frame(opening.Request);
        message[4 + 3] ^= 1; // the key's name
        using ClientWebSocket socket = await OpenSocketAsync();
        await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

        var buffer = new byte[100];
        WebSocketReceiveResult answer = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal([0, 0, 0, 0], buffer[..answer.Count]);
        await ShouldEndAsync(socket);
    }

    /// <summary>Whatever the hub protocol, the frames are binary: a text frame of ciphertext is none (RFC 6455 §8.1).</summary>
    [Fact]
    public async Task Given_TheJsonProtocol_When_TheServerSpeaks_Expect_BinaryFrames()
    {
        using HubOpening opening = await BeginAsync();
        using ClientWebSocket socket = await OpenSocketAsync();
        var wire = new WebSocketPipes(socket);
        await HubMessage.WriteAsync(wire.Output, opening.Request, CancellationToken.None);
        byte[]? answer = await HubMessage.ReadAsync(wire.Input, CancellationToken.None);
        using ClientHubTransport transport = opening.Complete(answer, wire);
        await transport.Output.WriteAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray());

        var read = await transport.Input.ReadAtLeastAsync(3);

        Assert.Equal("{}\u001e", Encoding.ASCII.GetString(read.Buffer.Slice(0, 3)));
        Assert.Equal([WebSocketMessageType.Binary], wire.Received.Distinct());
        Assert.True(wire.Received.Count >= 2);
    }

    private Uri WebSocketUri => new($"ws://127.0.0.1:{_server.Port}/chat");

    private async Task<ClientWebSocket> OpenSocketAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(WebSocketUri, CancellationToken.None);
        return socket;
    }

    private async Task<HubOpening> BeginAsync()
    {
        using HttpClient client = _server.CreatePlainClient();
        DiscoveryDocument document = DiscoveryDocument.Verify(await client.GetStringAsync(DiscoveryDocument.Path));
        return HubOpening.Begin(document, "/chat", ClientKeys.Alice, ProviderSet.Default, TimeProvider.System);
    }

    private static byte[] Frame(ReadOnlyMemory<byte> message) =>
        [(byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message.Span];

    private static async Task ShouldEndAsync(ClientWebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[100], deadline.Token);
        Assert.Equal((WebSocketMessageType.Close, 0, WebSocketCloseStatus.NormalClosure), (end.MessageType, end.Count, end.CloseStatus));
    }
}
