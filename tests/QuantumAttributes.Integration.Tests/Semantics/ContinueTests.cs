using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Bodies;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Expect: 100-continue (RFC 9110 §10.1.1): the body is sent when the server wants it. These clients wait for the 100 itself.</summary>
public class ContinueTests(SemanticsServers servers)
{
    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnExpectation_When_TheHandlerReads_Expect_TheBody(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);

        using HttpResponseMessage response = await client.SendAsync(Expecting(client, "/echo", new StringContent("wanted"))).WaitAsync(Signals.Patience);

        Assert.Equal("wanted", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnExpectation_When_TheHandlerRefusesUnread_Expect_NoBodyToBeSent(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        bool asked = false;
        var content = new Pattern.Content(_ =>
        {
            asked = true;
            return Task.CompletedTask;
        });

        using HttpResponseMessage response = await client.SendAsync(Expecting(client, "/forbidden", content)).WaitAsync(Signals.Patience);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(asked);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnExpectation_When_TheRecordIsRefused_Expect_NoBodyToBeSent(HttpProtocols version)
    {
        SemanticsServer server = await servers.Get(version);
        using RawChannel channel = await RawChannel.OpenAsync(server.Server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/echo", hasBody: true);
        bool asked = false;
        HttpRequestMessage request = Expecting(server.Outside, "/other", new Pattern.Content(_ =>
        {
            asked = true;
            return Task.CompletedTask;
        }));
        request.Headers.TryAddWithoutValidation(RequestField.Name, record.Field.ToString());
        request.Content!.Headers.TryAddWithoutValidation("Content-Type", RequestHead.ContentType);

        using HttpResponseMessage response = await server.Outside.SendAsync(request).WaitAsync(Signals.Patience);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(asked);
    }

    private static HttpRequestMessage Expecting(HttpClient client, string target, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = content,
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        request.Headers.ExpectContinue = true;
        return request;
    }
}
