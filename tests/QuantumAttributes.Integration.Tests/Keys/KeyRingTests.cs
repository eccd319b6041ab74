using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Integration.Tests.Keys;

public sealed class KeyRingTests : IDisposable
{
    private const string Bank = "https://bank.example";

    private static readonly ChannelServerOptions OneSuite = new() { Suites = [ChannelSuite.MLKem768X25519] };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Given_ASignature_When_TheKeySetIsAskedFor_Expect_TheKeyThatVerifiesIt()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { });
        var keys = server.Services.GetRequiredService<IQuantumKeyManager>();
        await keys.CreateKeyAsync(KeyPurpose.Signing);
        KeySignature signature = await keys.SignAsync(KeyPurpose.Signing, "invoice"u8.ToArray());

        using HttpClient client = server.CreatePlainClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/.well-known/quantum/jwks.json", UriKind.Relative));

        Assert.Equal("application/jwk-set+json", response.Content.Headers.ContentType?.ToString());
        JsonWebKeySet set = JsonWebKeySet.Parse(await response.Content.ReadAsStringAsync());
        VerifyingKey key = Assert.Single(set.FindAll(signature.KeyId.ToString()));
        Assert.True(key.Verify("invoice"u8, signature.Value.Span));
        Assert.Contains(set.Entries, entry => entry.Key.Thumbprint.ToString() == server.Identity);
    }

    [Fact]
    public async Task Given_ARestart_When_ItPublishesAgain_Expect_TheSameIdentityAndChannelKeys()
    {
        ServerSetup setup = new() { Keys = _directory["keys"], Options = quantum => quantum.Origins.Add(Bank) };
        DiscoveryDocument before, after;
        await using (QuantumServer server = await QuantumServer.StartAsync(_ => { }, setup))
            before = await server.Services.GetRequiredService<DiscoveryPublisher>().GetDocumentAsync(Bank, default);
        await using (QuantumServer server = await QuantumServer.StartAsync(_ => { }, setup))
            after = await server.Services.GetRequiredService<DiscoveryPublisher>().GetDocumentAsync(Bank, default);

        Assert.Equal(before.Identity, after.Identity);
        Assert.Equal(before.Keys.Select(key => key.Id), after.Keys.Select(key => key.Id));
    }

    [Fact]
    public async Task Given_TwoServersOfOneRing_When_OneRotates_Expect_TheOtherToKnowTheKeyItPublishes()
    {
        MemoryKeyStore store = new();
        ServerSetup setup = new()
        {
            Options = quantum =>
            {
                quantum.Origins.Add(Bank);
                quantum.Channels = OneSuite;
                quantum.Keys.PersistTo(_ => store);
                quantum.Keys.Ring.RefreshInterval = TimeSpan.FromMilliseconds(50);
            },
        };
        await using QuantumServer one = await QuantumServer.StartAsync(_ => { }, setup);
        await using QuantumServer other = await QuantumServer.StartAsync(_ => { }, setup);
        Assert.Equal(one.Identity, other.Identity);

        var keys = one.Services.GetRequiredService<IQuantumKeyManager>();
        KeySlot slot = Assert.Single(await keys.ListAsync(), key => key.Slot.Purpose == KeyPurpose.Channel).Slot;
        await keys.RotateAsync(slot);
        IReadOnlyList<ChannelKey> published = await one.Services.GetRequiredService<IChannelKeySource>().GetKeysAsync(Bank, default);

        Assert.Equal(2, published.Count); // the one before stays open until its end
        var source = other.Services.GetRequiredService<IChannelKeySource>();
        for (int i = 0; source.Find(published[0].Id) is null && i < 200; i++)
            await Task.Delay(50);
        Assert.All(published, key => Assert.NotNull(source.Find(key.Id)));
    }

    [Fact]
    public async Task Given_AConnectedClient_When_ChannelKeysRotate_Expect_ItAndANewOneServed()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(app => app.MapGet("/", () => "hello").RequireQuantumChannel());
        using HttpClient connected = server.CreateClient();
        Assert.Equal("hello", await connected.GetStringAsync(new Uri("/", UriKind.Relative)));
        var keys = server.Services.GetRequiredService<IQuantumKeyManager>();

        foreach (KeyDescription key in await keys.ListAsync())
        {
            if (key.Slot.Purpose == KeyPurpose.Channel && key.State == KeyState.Active)
                await keys.RotateAsync(key.Slot);
        }

        Assert.Equal("hello", await connected.GetStringAsync(new Uri("/", UriKind.Relative)));
        using HttpClient fresh = server.CreateClient();
        Assert.Equal("hello", await fresh.GetStringAsync(new Uri("/", UriKind.Relative)));
    }

    [Fact]
    public async Task Given_AChannelKey_When_ItIsMarkedCompromised_Expect_NoHandshakeWithIt()
    {
        ServerSetup setup = new()
        {
            Options = quantum =>
            {
                quantum.Origins.Add(Bank);
                quantum.Channels = OneSuite;
            },
        };
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, setup);
        var source = server.Services.GetRequiredService<IChannelKeySource>();
        var keys = server.Services.GetRequiredService<IQuantumKeyManager>();
        ChannelKeyId id = Assert.Single(await source.GetKeysAsync(Bank, default)).Id;
        KeyDescription key = Assert.Single(await keys.ListAsync(), key => key.Slot.Purpose == KeyPurpose.Channel);

        await keys.RotateAsync(key.Slot);
        await keys.MarkCompromisedAsync(key.Id, "seen in a log");

        Assert.Null(source.Find(id));
        Assert.DoesNotContain(await source.GetKeysAsync(Bank, default), key => key.Id == id);
    }

    [Fact]
    public async Task Given_ARotatedIdentity_When_TheNextDocumentIsSigned_Expect_TheNewOneWithoutRestart()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup { Options = q => q.Origins.Add(Bank) });
        var discovery = server.Services.GetRequiredService<DiscoveryPublisher>();
        KeyThumbprint before = (await discovery.GetDocumentAsync(Bank, default)).Identity;

        await server.Services.GetRequiredService<IQuantumKeyManager>().RotateAsync(KeyPurpose.Identity);

        DiscoveryDocument after = DiscoveryDocument.Verify(await discovery.GetJwsAsync(Bank, default));
        Assert.NotEqual(before, after.Identity);
        Assert.Equal(server.Identity, after.Identity.ToString());
    }
}
