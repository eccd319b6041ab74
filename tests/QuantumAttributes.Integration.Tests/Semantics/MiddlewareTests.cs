using System.Net;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>Middleware of the framework works in a channel: with sealed cookies, without compression, and shows nothing outside.</summary>
public class MiddlewareTests
{
    public static MatrixTheoryData<HttpProtocols, bool> Places => Versions.With(true, false);

    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_ResponseCompression_When_TheClientTakesGzip_Expect_ItOutsideOnly(HttpProtocols version, bool inside)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = inside ? server.CreateClient() : server.CreatePlainClient();
        using HttpRequestMessage request = Request(client, HttpMethod.Get, "/text");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(inside ? [] : ["br"], response.Content.Headers.ContentEncoding);
        Assert.Equal(inside, await response.Content.ReadAsStringAsync() == new string('x', 5000));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ACookieOfTheChannel_When_SentInIt_Expect_TheUserWhoSignedIn(HttpProtocols version)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = CreateClient(server);
        using HttpResponseMessage signedIn = await client.PostAsync("/sign-in", null);

        using HttpRequestMessage request = Request(client, HttpMethod.Get, "/me");
        request.Headers.Add("Cookie", CookiesOf(signedIn));
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal("carol", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_NoCookie_When_AnEndpointDemandsAUser_Expect_TheRedirectToSignIn(HttpProtocols version)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = CreateClient(server);

        using HttpResponseMessage response = await client.GetAsync("/me");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"{server.Origin}/Account/Login?ReturnUrl=%2Fme", response.Headers.Location?.ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnAntiforgeryToken_When_TheFormIsPosted_Expect_ItOnlyWithTokenAndCookie(HttpProtocols version)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = CreateClient(server);
        using HttpResponseMessage form = await client.GetAsync("/token");
        string token = await form.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "hello"), await PostAsync(token, CookiesOf(form)));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(token, "a=b")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("x", CookiesOf(form))).Status);

        async Task<(HttpStatusCode Status, string Body)> PostAsync(string requestToken, string cookies)
        {
            using HttpRequestMessage request = Request(client, HttpMethod.Post, "/form");
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = "hello", ["__RequestVerificationToken"] = requestToken });
            request.Headers.Add("Cookie", cookies);
            using HttpResponseMessage response = await client.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Given_TheDeveloperPage_When_AHandlerThrows_Expect_ItSealed()
    {
        await using QuantumServer server = await StartAsync(HttpProtocols.Http1);
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Through = proxy.EndPoint });

        using HttpResponseMessage response = await client.GetAsync("/throw");

        Assert.Contains("a secret of the handler", await response.Content.ReadAsStringAsync());
        string wire = Encoding.Latin1.GetString(proxy.ToClient.Recorded);
        Assert.Contains("HTTP/1.1 500", wire);
        Assert.DoesNotContain("secret", wire);
    }

    private static HttpClient CreateClient(QuantumServer server) => server.CreateClient(new ClientSetup
    {
        Configure = builder => builder.ConfigurePrimaryHttpMessageHandler(() => new OuterAnswer.Handler(QuantumServer.CreatePrimary())),
    });

    private static HttpRequestMessage Request(HttpClient client, HttpMethod method, string target) =>
        new(method, target) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };

    private static string CookiesOf(HttpResponseMessage response) =>
        string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    private static Task<QuantumServer> StartAsync(HttpProtocols version) => QuantumServer.StartAsync(
        app =>
        {
            app.UseResponseCompression();
            app.UseAntiforgery();
            app.MapGet("/text", () => Results.Text(new string('x', 5000)));
            app.MapGet("/throw", string () => throw new InvalidOperationException("a secret of the handler"));
            app.MapPost("/sign-in", (HttpContext context) => context.SignInAsync(new(new System.Security.Claims.ClaimsIdentity(
                [new(System.Security.Claims.ClaimTypes.Name, "carol")], CookieAuthenticationDefaults.AuthenticationScheme))));
            app.MapGet("/me", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();
            app.MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
            app.MapPost("/form", ([FromForm] string text) => text);
        },
        new ServerSetup
        {
            Protocols = version,
            Tls = version == HttpProtocols.Http2,
            Services = services =>
            {
                services.AddResponseCompression(options => options.EnableForHttps = true);
                services.AddDataProtection().UseEphemeralDataProtectionProvider();
                services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                services.AddAntiforgery();
            },
        });
}
