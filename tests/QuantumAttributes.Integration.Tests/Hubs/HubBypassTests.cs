using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Ways around what a hub demands: by another hub's negotiation or path, by what stands beside our attributes, by the application's options.</summary>
public sealed class HubBypassTests
{
    /// <summary>A socket that took the place of the first would get what is not sealed.</summary>
    [Fact]
    public async Task Given_AStatefulReconnectNegotiatedAtAnotherHub_When_UsedAtAChannelHub_Expect_Refused()
    {
        await using QuantumServer server = await ChatServer.StartAsync(map: app =>
        {
            app.MapHub<ChatHub>("/chat");
            app.MapHub<PlainHub>("/plain", options => options.AllowStatefulReconnects = true);
        });
        using HttpClient plain = server.CreatePlainClient();
        string token = await NegotiateAsync(plain, "/plain/negotiate?negotiateVersion=1&useStatefulReconnect=true");
        string harmless = await NegotiateAsync(plain, "/plain/negotiate?negotiateVersion=1");

        await using HubConnection stateful = Create(server, $"/chat?id={token}");
        await using HubConnection usual = Create(server, $"/chat?id={harmless}");

        await Assert.ThrowsAsync<ChannelException>(() => stateful.StartAsync());
        await usual.StartAsync(); // which shows that only the reconnect is what is refused
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/other")]
    public async Task Given_AConnectionOfOneHub_When_ItsTokenIsUsedAtAnothersPath_Expect_403(string path)
    {
        await using QuantumServer server = await SignedAsync();
        (HubConnection hub, string token) = await ConnectAsync(server, ClientKeys.Alice);
        await using HubConnection connected = hub;
        using HttpClient anybody = server.CreatePlainClient();

        using HttpResponseMessage posted = await anybody.PostAsync($"{path}?id={token}", new StringContent("{}\u001e"));
        using HttpResponseMessage polled = await anybody.GetAsync($"{path}?id={token}");

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", posted);
        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", polled);
        Assert.Equal("alice", await hub.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_AConnectionOfOneClient_When_AnotherUsesItsToken_Expect_403()
    {
        await using QuantumServer server = await SignedAsync();
        (HubConnection hub, string token) = await ConnectAsync(server, ClientKeys.Alice);
        await using HubConnection connected = hub;
        using HttpClient bob = server.CreateClient(new ClientSetup { Key = ClientKeys.Bob });
        using HttpClient nobody = server.CreatePlainClient();

        using HttpResponseMessage posted = await bob.PostAsync($"/signed?id={token}", new StringContent("{}\u001e"));
        using HttpResponseMessage unsigned = await nobody.PostAsync($"/signed?id={token}", new StringContent("{}\u001e"));

        await Problem.ExpectAsync(HttpStatusCode.Forbidden, "forbidden", posted);
        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "authentication", unsigned);
        Assert.Equal("alice", await hub.InvokeAsync<string>("WhoAmI"));
    }

    [Theory]
    [InlineData("/roles")]
    [InlineData("/ordinary")]
    public async Task Given_RolesOnOurAttribute_When_TheHubIsInAChannel_Expect_ThemDemanded(string path)
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            new ServerSetup { Services = services => services.AddQuantumHub<RolesHub>().AddQuantumHub<OrdinaryHub>() },
            app =>
            {
                app.MapHub<RolesHub>("/roles");
                app.MapHub<OrdinaryHub>("/ordinary");
            });
        await using HubConnection alice = server.CreateHubClient(new HubClientSetup { Path = path });
        await using HubConnection bob = await server.ConnectHubAsync(new HubClientSetup { Path = path, Key = ClientKeys.Bob });

        await Assert.ThrowsAsync<ChannelException>(() => alice.StartAsync());
        Assert.Equal("bob", await bob.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_APolicyOfTheEndpoint_When_ItIsNoAttributeOfOurs_Expect_ItDemandedOfTheRequest()
    {
        await using QuantumServer server = await ChatServer.StartAsync(
            new ServerSetup { Services = ClassicalScheme.AddAsDefault },
            app => app.MapHub<ChatHub>("/chat").RequireAuthorization(policy => policy.RequireClaim(ClaimTypes.Name, "alice")));
        await using HubConnection without = server.CreateHubClient();
        await using HubConnection with = server.CreateHubClient(new HubClientSetup { Headers = [("X-User", "alice")] });

        await Assert.ThrowsAsync<HttpRequestException>(() => without.StartAsync());
        await with.StartAsync();
        Assert.Equal("alice alice", await with.InvokeAsync<string>("WhoAmI"));
    }

    /// <summary>What the application says of its hubs must neither lose our filter nor be lost to it.</summary>
    [Fact]
    public async Task Given_FiltersAndLimitsOfTheApplication_When_AKeyIsRevoked_Expect_BothInForce()
    {
        await using QuantumServer server = await SignedAsync(services =>
        {
            services.AddSignalR(options => options.AddFilter(new CountingFilter()));
            services.AddSignalR().AddHubOptions<SignedHub>(options => options.MaximumReceiveMessageSize = 1234);
            services.AddQuantumHub<SignedHub>();
        });
        (HubConnection hub, _) = await ConnectAsync(server, ClientKeys.Alice);
        await using HubConnection connected = hub;
        CountingFilter.Calls = 0;
        Assert.Equal("alice", await hub.InvokeAsync<string>("WhoAmI"));

        server.Identities.Set(new QuantumIdentity { Key = ClientKeys.Alice.VerifyingKey, Subject = "alice", IsRevoked = true });

        Assert.Equal(1, CountingFilter.Calls);
        Assert.Equal(1234, server.Services.GetRequiredService<IOptions<HubOptions<SignedHub>>>().Value.MaximumReceiveMessageSize);
        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<string>("WhoAmI").WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, SignedHub.Calls);
    }

    private static Task<QuantumServer> SignedAsync(Action<IServiceCollection>? services = null)
    {
        SignedHub.Calls = 0;
        return ChatServer.StartAsync(
            new ServerSetup { Services = services ?? (all => all.AddQuantumHub<SignedHub>().AddQuantumHub<OtherHub>()) },
            app =>
            {
                app.MapHub<SignedHub>("/signed");
                app.MapHub<PlainHub>("/plain");
                if (services is null)
                    app.MapHub<OtherHub>("/other");
            });
    }

    // Long polling through the channel of an HttpClient, which signs in; with the token that its requests name.
    private static async Task<(HubConnection Hub, string Token)> ConnectAsync(QuantumServer server, QuantumAttributes.Cryptography.SigningKey key)
    {
        HttpClient client = server.CreateClient(new ClientSetup { Key = key });
        var forwarding = new Forwarding(client);
        HubConnection hub = new HubConnectionBuilder()
            .WithUrl(server.Origin + "/signed", HttpTransportType.LongPolling, options => options.HttpMessageHandlerFactory = _ => forwarding)
            .Build();
        await hub.StartAsync();
        return (hub, forwarding.Token!);
    }

    private static HubConnection Create(QuantumServer server, string path) => new HubConnectionBuilder()
        .WithUrl(server.Origin + path, HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
        .WithQuantumChannel(options =>
        {
            options.PinIdentity(server.Identity);
            options.SignIn(ClientKeys.Alice);
        })
        .Build();

    private static async Task<string> NegotiateAsync(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.PostAsync(path, null);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("connectionToken").GetString()!;
    }

    [QuantumAuth(Roles = "moderator"), QuantumChannel]
    public sealed class RolesHub : NamingHub;

    [Authorize(Policy = "quantum:default", Roles = "moderator"), QuantumChannel]
    public sealed class OrdinaryHub : NamingHub;

    [QuantumAuth]
    public sealed class SignedHub : NamingHub
    {
        public static int Calls { get; set; }

        public override string WhoAmI()
        {
            Calls++;
            return base.WhoAmI();
        }
    }

    [QuantumChannel, AllowAnonymous]
    public sealed class OtherHub : NamingHub;

    public abstract class NamingHub : Hub
    {
        public virtual string WhoAmI() => Context.User?.Identity?.Name ?? "nobody";
    }

    private sealed class CountingFilter : IHubFilter
    {
        public static int Calls { get; set; }

        public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            Calls++;
            return next(invocationContext);
        }
    }
}
