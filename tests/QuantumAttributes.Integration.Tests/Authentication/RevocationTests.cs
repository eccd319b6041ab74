using System.Net;
using Microsoft.Extensions.Configuration;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Authentication;

/// <summary>Each store that there is, with a key that is revoked while its channel is open.</summary>
public class RevocationTests
{
    private static readonly QuantumIdentity _alice = new() { Key = ClientKeys.Alice.VerifyingKey, Subject = "alice" };

    public static TheoryData<string> Stores { get; } = ["memory", "file", "configuration"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Given_AnOpenChannel_When_ItsKeyIsRevoked_Expect_TheNextRequestRefusedAndTheChannelClosed(string kind)
    {
        using var source = new Source(kind);
        await using QuantumServer server = await StartAsync(source);
        using RawChannel channel = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(channel));

        source.Say(_alice with { IsRevoked = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(channel));

        source.Say(_alice);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(channel)); // the channel is gone for good
        using RawChannel again = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(again));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Given_ASigner_When_TheKeyIsRevoked_Expect_TheNextRequestRefused(string kind)
    {
        using var source = new Source(kind);
        await using QuantumServer server = await StartAsync(source);
        using HttpClient client = server.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });
        Assert.Equal("alice by signature", await client.GetStringAsync("/whoami"));

        source.Say(_alice with { IsRevoked = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/whoami")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Given_ASigner_When_TheKeyIsEnrolledLater_Expect_ItToSignIn(string kind)
    {
        using var source = new Source(kind);
        await using QuantumServer server = await StartAsync(source);
        using HttpClient client = server.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Bob });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/whoami")).StatusCode);

        source.Say(_alice, new QuantumIdentity { Key = ClientKeys.Bob.VerifyingKey, Subject = "bob" });

        Assert.Equal("bob by signature", await client.GetStringAsync("/whoami"));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("configuration")]
    public async Task Given_ARevokedKey_When_TheSourceIsDamaged_Expect_ItToStayOutAndOthersIn(string kind)
    {
        using var source = new Source(kind);
        await using QuantumServer server = await StartAsync(source);
        using var metrics = new MetricRecorder(server);
        using HttpClient alice = server.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Alice });
        using HttpClient bob = server.CreateClient(new ClientSetup { Channel = false, Key = ClientKeys.Bob });
        source.Say(_alice with { IsRevoked = true }, new QuantumIdentity { Key = ClientKeys.Bob.VerifyingKey, Subject = "bob" });
        Assert.Equal("bob by signature", await bob.GetStringAsync("/whoami"));

        source.Say();

        Assert.Equal("bob by signature", await bob.GetStringAsync("/whoami"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await alice.GetAsync("/whoami")).StatusCode);
        Assert.Contains("quantum.identities.reloads/Failed", metrics.All);
    }

    private static async Task<HttpStatusCode> CallAsync(RawChannel channel)
    {
        var record = await channel.SealAsync(HttpMethod.Get, "/whoami");
        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/whoami"));
        return response.StatusCode;
    }

    private static async Task<QuantumServer> StartAsync(Source source)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            Routes.MapWhoAmI, new ServerSetup { Time = source.Time, Options = source.AddTo });
        source.Time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }

    /// <summary>A place where identities are, that begins with Alice.</summary>
    private sealed class Source : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();
        private readonly MemoryIdentityStore _memory = new();
        private readonly IConfigurationRoot _configuration;
        private readonly string _kind;
        private readonly string _path;

        public Source(string kind)
        {
            _kind = kind;
            _path = _directory["identities.json"];
            File.WriteAllText(_path, Write(_alice));
            _memory.Set(_alice);
            _configuration = new ConfigurationBuilder().AddJsonFile(_path).Build();
        }

        public ManualTime Time { get; } = new();

        public void AddTo(QuantumOptions quantum)
        {
            switch (_kind)
            {
                case "file":
                    quantum.Identities.AddJwkSet(_path);
                    break;
                case "configuration":
                    quantum.Identities.AddConfiguration(_configuration.GetSection("keys"));
                    break;
                default:
                    quantum.Identities.AddStore(_memory);
                    break;
            }
        }

        /// <summary>From now on these; none: the source is damaged.</summary>
        public void Say(params QuantumIdentity[] identities)
        {
            File.WriteAllText(_path, Write(identities));
            foreach (QuantumIdentity identity in identities)
                _memory.Set(identity);
            _configuration.Reload();
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        public void Dispose()
        {
            (_configuration as IDisposable)?.Dispose();
            _directory.Dispose();
        }

        private static string Write(params QuantumIdentity[] identities) => identities.Length == 0 ? "{}" : IdentityJwkSet.Write(identities);
    }
}
