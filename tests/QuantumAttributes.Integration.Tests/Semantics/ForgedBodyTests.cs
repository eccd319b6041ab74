using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>A body that somebody changed behind an authentic head.</summary>
public class ForgedBodyTests(SemanticsServers servers)
{
    private const string Json = """{"to":"bob","amount":3}""";

    public static MatrixTheoryData<HttpProtocols, string> Targets => Versions.With("/transfer", "/unread", "/echo");

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Given_AForgedFirstFrame_When_TheHandlerReadsItOrNot_Expect_ASealed400(HttpProtocols version, string target)
    {
        (HttpStatusCode status, string body) = await SendForgedAsync(version, target, ("content-length", $"{Json.Length}"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("urn:quantumattributes:problem:body", body);
    }

    [Theory]
    [InlineData("/transfer")]
    [InlineData("/echo")]
    public async Task Given_Http2AndABodyThatMayWaitForTheAnswer_When_TheHandlerReadsAForgedFrame_Expect_ASealed400(string target)
    {
        (HttpStatusCode status, string body) = await SendForgedAsync(HttpProtocols.Http2, target);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("urn:quantumattributes:problem:body", body);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendForgedAsync(
        HttpProtocols version, string target, params (string Name, string Value)[] headers)
    {
        SemanticsServer server = await servers.Get(version);
        using RawChannel channel = await RawChannel.OpenAsync(server.Server);
        SealedRequest record = await channel.SealAsync(HttpMethod.Post, target, hasBody: true, [("content-type", "application/json"), .. headers]);
        byte[] frames = await RawChannel.SealBodyAsync(record, System.Text.Encoding.ASCII.GetBytes(Json));
        frames[10] ^= 1;

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, target, frames));

        OpenedResponse opened = RawChannel.Open(record, response)!;
        await using var body = new OpeningStream(await response.Content.ReadAsStreamAsync(), opened.Body);
        using var reader = new StreamReader(body);
        return (response.StatusCode, await reader.ReadToEndAsync());
    }
}
