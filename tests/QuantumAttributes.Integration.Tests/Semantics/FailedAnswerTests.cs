using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>An application that does not answer as it should, or reaches for what is outside the channel.</summary>
public class FailedAnswerTests(SemanticsServers servers)
{
    public static MatrixTheoryData<HttpProtocols, string> Unsent => Versions.With(
        "/raw-body", "/trailer", "/too-long", "/too-short/unsent", "/starting-throws", "/buffer-throws");

    public static MatrixTheoryData<HttpProtocols, string> UnderWay => Versions.With("/too-short", "/too-long/later", "/abort", "/throw-later");

    public static MatrixTheoryData<HttpProtocols, int> Statuses => Versions.With(408, 415, 422);

    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(Unsent))]
    public async Task Given_AnApplicationThatFails_When_NothingHasGoneOut_Expect_ASealed500(HttpProtocols version, string target)
    {
        HttpClient client = await servers.Client(version);

        using HttpResponseMessage response = await client.GetAsync(target);

        await Problem.ExpectAsync(HttpStatusCode.InternalServerError, "server-error", response);
    }

    [Theory]
    [MemberData(nameof(UnderWay))]
    public async Task Given_AnApplicationThatFails_When_TheAnswerIsUnderWay_Expect_NeverAWholeBody(HttpProtocols version, string target)
    {
        HttpClient client = await servers.Client(version);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetByteArrayAsync(target));
    }

    [Theory]
    [MemberData(nameof(UnderWay))]
    public async Task Given_AnApplicationThatFails_When_TheAnswerIsReadAsAStream_Expect_AFailedReadAtItsEnd(HttpProtocols version, string target)
    {
        HttpClient client = await servers.Client(version);
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Version = client.DefaultRequestVersion };

        // Where the head did not get out before the failure there is no answer at all.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using Stream body = await response.Content.ReadAsStreamAsync();
            await body.CopyToAsync(Stream.Null);
        });
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Given_ARequestThatTheApplicationFindsBad_When_ItThrows_Expect_ItsStatusAndNoWordOfIt(HttpProtocols version, int status)
    {
        HttpClient client = await servers.Client(version);

        using HttpResponseMessage response = await client.GetAsync($"/bad-request/{status}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AReasonPhrase_When_Answered_Expect_ItNotToTravelInTheClear(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);

        using HttpResponseMessage response = await client.GetAsync("/reason"); // whose outer answer the client's handler looks at

        Assert.Equal("OK", response.ReasonPhrase);
    }
}
