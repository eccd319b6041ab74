using System.Net;
using System.Text.Json;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Discovery;

public class DiscoveryTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/jwt, application/json")]
    [InlineData("text/html;q=x, ;;")]
    public async Task Given_AServer_When_AProgramAsks_Expect_AJwsOfItsIdentity(string? accept)
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { });

        using HttpResponseMessage response = await GetAsync(server, accept);

        Assert.Equal("application/jwt", response.Content.Headers.ContentType?.ToString());
        DiscoveryDocument document = DiscoveryDocument.Verify(await response.Content.ReadAsStringAsync());
        Assert.Equal(server.Identity, document.Identity.ToString());
        Assert.Equal(server.Origin, document.Origin);
        Assert.Equal([1, 2, 3, 4], document.Suites);
        Assert.True(document.IsValidAt(DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Given_AServer_When_APersonAsksForJson_Expect_TheSameToRead()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { });

        using HttpResponseMessage response = await GetAsync(server, "application/json");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(server.Identity, json.RootElement.GetProperty("identity").GetString());
        Assert.Equal(server.Origin, json.RootElement.GetProperty("iss").GetString());
        Assert.Equal(server.Identity, DiscoveryDocument.Verify(json.RootElement.GetProperty("jws").GetString()!).Identity.ToString());
    }

    [Theory]
    [InlineData("bank.example", "https://bank.example")]
    [InlineData("BANK.example", "https://bank.example")]
    [InlineData("shop.example:8443", "https://shop.example:8443")]
    [InlineData("shop.example", "https://bank.example")]
    [InlineData("evil.example", "https://bank.example")]
    [InlineData("bank.example.evil.example", "https://bank.example")]
    [InlineData("bank.example:80", "https://bank.example")]
    public async Task Given_SeveralOrigins_When_AHostIsNamed_Expect_AConfiguredOneAlways(string host, string expected)
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup
        {
            Options = quantum =>
            {
                quantum.Origins.Add("https://Bank.example:443");
                quantum.Origins.Add("https://shop.example:8443");
            },
        });

        using HttpResponseMessage response = await GetAsync(server, null, host);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, DiscoveryDocument.Verify(await response.Content.ReadAsStringAsync()).Origin);
    }

    [Fact]
    public async Task Given_TwoOrigins_When_EachIsAsked_Expect_KeysOfTheirOwn()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup
        {
            Options = quantum =>
            {
                quantum.Origins.Add("https://bank.example");
                quantum.Origins.Add("https://shop.example");
            },
        });

        using HttpResponseMessage bank = await GetAsync(server, null, "bank.example");
        using HttpResponseMessage shop = await GetAsync(server, null, "shop.example");

        IEnumerable<PublishedKey> keys =
        [
            .. DiscoveryDocument.Verify(await bank.Content.ReadAsStringAsync()).Keys,
            .. DiscoveryDocument.Verify(await shop.Content.ReadAsStringAsync()).Keys,
        ];
        Assert.Distinct(keys.Select(key => key.Id));
        Assert.Equal(8, keys.Count());
    }

    private static async Task<HttpResponseMessage> GetAsync(QuantumServer server, string? accept, string? host = null)
    {
        using HttpClient client = server.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, DiscoveryDocument.Path);
        request.Headers.Host = host;
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }
}
