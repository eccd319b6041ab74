using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Policy;

public class SignInWaiverTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Given_AWaiver_When_SomebodyIsSignedInClassically_Expect_ThemMarked()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using var metrics = new MetricRecorder(server);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(ClassicalScheme.RequestBy("/waived", "carol"));

        Assert.Equal("carol by Classical: quantum=false", await response.Content.ReadAsStringAsync());
        Assert.Equal(1, metrics.Count("quantum.waiver.uses/auth"));
    }

    [Fact]
    public async Task Given_AWaiver_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync("/waived");

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_NoWaiver_When_SomebodyIsSignedInClassically_Expect_401()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(ClassicalScheme.RequestBy("/strict", "carol", "quantum=false"));

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_AWaiver_When_ItIsOver_Expect_401FromThatInstantOn()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreatePlainClient();
        time.Advance(Hour - TimeSpan.FromTicks(1));

        using HttpResponseMessage during = await client.SendAsync(ClassicalScheme.RequestBy("/waived", "carol"));
        time.Advance(TimeSpan.FromTicks(1));
        using HttpResponseMessage after = await client.SendAsync(ClassicalScheme.RequestBy("/waived", "carol"));

        Assert.Equal(HttpStatusCode.OK, during.StatusCode);
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", after);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("role=clerk", HttpStatusCode.Forbidden)]
    [InlineData("role=teller", HttpStatusCode.Forbidden)]
    [InlineData("branch=7", HttpStatusCode.Forbidden)]
    [InlineData("role=teller;branch=7", HttpStatusCode.OK)]
    [InlineData(ClaimTypes.Role + "=teller;branch=7", HttpStatusCode.OK)]
    public async Task Given_AWaiver_When_TheProfileDemandsRolesAndClaims_Expect_ThemDemandedAllTheSame(string claims, HttpStatusCode expected)
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(ClassicalScheme.RequestBy("/teller", "carol", claims));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", response);
    }

    [Fact]
    public async Task Given_AClassicalSignIn_When_ItClaimsWhatOnlyAProofGives_Expect_ThatGone()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(ClassicalScheme.RequestBy(
            "/waived", "carol", "quantum=true;quantum:mechanism=channel;quantum:alg=ml-dsa-87;quantum:kid=abc"));

        Assert.Equal("carol by Classical: quantum=false", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Given_AWaiver_When_AQuantumSignatureIsRefused_Expect_401AndNotTheClassicalSignIn()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();
        using HttpRequestMessage request = new SignedRequest(server, "/waived").Sign(ClientKeys.Mallory);
        request.Headers.Add("X-User", "carol");

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_AWaiver_When_SomebodySignsInWithQuantumCryptography_Expect_ThemUnmarkedAndNothingCounted()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using var metrics = new MetricRecorder(server);
        time.Advance(TimeSpan.FromSeconds(10));
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        string answer = await client.GetStringAsync("/waived");

        Assert.Equal("alice by Quantum: quantum=", answer);
        Assert.Equal(0, metrics.Count("quantum.waiver.uses/auth"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_AWaiverForTheApplication_When_TheSchemeIsTheDefaultOrTheOnlyOne_Expect_ItAsked(bool isDefault)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, ofApplication: true, isDefault ? ClassicalScheme.AddAsDefault : ClassicalScheme.Add);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage during = await client.SendAsync(ClassicalScheme.RequestBy("/strict", "carol"));
        time.Advance(Hour);
        using HttpResponseMessage after = await client.SendAsync(ClassicalScheme.RequestBy("/strict", "carol"));

        Assert.Equal("carol by Classical: quantum=false", await during.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    // The default scheme of many applications only forwards to others, and may forward to ours.
    [Fact]
    public async Task Given_ADefaultSchemeThatForwardsToOurs_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync(new ManualTime(), ofApplication: true, services => services
            .AddAuthentication("Smart").AddPolicyScheme("Smart", null, scheme => scheme.ForwardDefault = "Quantum"));
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync("/strict");

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    [Fact]
    public async Task Given_AWaiverButNoOtherScheme_When_NobodyIsSignedIn_Expect_401()
    {
        await using QuantumServer server = await StartAsync(new ManualTime(), ofApplication: true, _ => { });
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.SendAsync(ClassicalScheme.RequestBy("/strict", "carol"));

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", response);
    }

    // An application that asks for authorization itself, with a principal that it kept from the time of the waiver.
    [Fact]
    public async Task Given_AMarkedPrincipal_When_AuthorizedAfterTheWaiver_Expect_ItRefused()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, ofApplication: true);
        var authorization = server.Services.GetRequiredService<IAuthorizationService>();
        var kept = new ClaimsPrincipal(new ClaimsIdentity([new Claim("quantum", "false")], "Cookies"));

        AuthorizationResult during = await authorization.AuthorizeAsync(kept, null, "quantum:default");
        time.Advance(Hour);
        AuthorizationResult after = await authorization.AuthorizeAsync(kept, null, "quantum:default");

        Assert.True(during.Succeeded);
        Assert.False(after.Succeeded);
    }

    private static Task<QuantumServer> StartAsync(ManualTime time, bool ofApplication = false, Action<IServiceCollection>? services = null)
    {
        DateTimeOffset until = time.GetUtcNow() + Hour;
        return QuantumServer.StartAsync(
            app =>
            {
                app.MapGet("/strict", [QuantumAuth] (HttpContext context) => Describe(context));
                app.MapGet("/waived", [QuantumAuth] (HttpContext context) => Describe(context)).AllowClassical(until, "the old terminals");
                app.MapGroup("/teller").RequireQuantumAuth("teller").AllowClassical(until, "the old terminals").MapGet("", () => "in");
            },
            new ServerSetup
            {
                Time = time,
                Services = services ?? ClassicalScheme.AddAsDefault,
                Options = quantum =>
                {
                    quantum.AddProfile("teller", profile => profile.RequireCategory(5).RequireRole("teller").RequireClaim("branch"));
                    if (ofApplication)
                        quantum.AllowClassical(until, "the move");
                },
            });
    }

    private static string Describe(HttpContext context)
    {
        IEnumerable<string> ours = context.User.Claims
            .Where(claim => claim.Type.StartsWith("quantum", StringComparison.Ordinal) && context.User.Identity!.AuthenticationType != "Quantum")
            .Select(claim => $"{claim.Type}={claim.Value}");
        return $"{context.User.Identity!.Name} by {context.User.Identity.AuthenticationType}: {string.Join(';', ours.DefaultIfEmpty("quantum="))}";
    }
}
