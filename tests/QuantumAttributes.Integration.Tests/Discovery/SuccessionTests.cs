using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Integration.Tests.Discovery;

/// <summary>A server whose identity is followed by another, as clients see it that know the old one.</summary>
public sealed class SuccessionTests : IDisposable
{
    private static readonly Uri Hello = new("/", UriKind.Relative);

    private readonly TemporaryDirectory _directory = new();
    private readonly SigningKey _old = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private string Successions => _directory["successions"];

    public void Dispose()
    {
        _old.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Given_AClientThatPinsTheOldIdentity_When_ASuccessionIsPublished_Expect_ItServed()
    {
        File.WriteAllText(Successions, "");
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(Pinned);
        await SucceedAsync(server, signed: true);

        Assert.Equal("hello", await client.GetStringAsync(Hello));
        Assert.NotEqual(_old.VerifyingKey.Thumbprint.ToString(), server.Identity);
    }

    [Fact]
    public async Task Given_AClientThatPinsTheOldIdentity_When_NoSuccessionIsPublished_Expect_ChannelException()
    {
        File.WriteAllText(Successions, "");
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(Pinned);
        await SucceedAsync(server, signed: false);

        await Assert.ThrowsAsync<ChannelException>(() => client.GetStringAsync(Hello));
    }

    [Fact]
    public async Task Given_AFileThatIsNoSuccession_When_TheServerStarts_Expect_ConfigurationExceptionThatNamesTheOption()
    {
        File.WriteAllText(Successions, "nothing\n");

        QuantumConfigurationException e = await Assert.ThrowsAsync<QuantumConfigurationException>(async () => await (await StartAsync()).DisposeAsync());

        Assert.Contains("quantum.Keys.PublishSuccessions", e.Message, StringComparison.Ordinal);
    }

    private ClientSetup Pinned => new() { Identity = options => options.PinIdentity(_old.VerifyingKey.Thumbprint.ToString()) };

    private Task<QuantumServer> StartAsync() => QuantumServer.StartAsync(
        app => app.MapGet("/", () => "hello").RequireQuantumChannel(),
        new ServerSetup { Options = quantum => quantum.Keys.PublishSuccessions(Successions) });

    // Makes the identity that is known here the server's, and another one the next.
    private async Task SucceedAsync(QuantumServer server, bool signed)
    {
        var keys = server.Services.GetRequiredService<IQuantumKeyManager>();
        KeyDescription old = await keys.ImportAsync(KeyPurpose.Identity, _old);
        if (old.State != KeyState.Active)
            await keys.ActivateAsync(old.Id);
        KeyDescription next = await keys.CreateKeyAsync(KeyPurpose.Identity);
        using VerifyingKey successor = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, next.PublicKey.Span);
        var link = new IdentitySuccession
        {
            Origin = server.Origin,
            Old = _old.VerifyingKey.Thumbprint,
            New = successor.Thumbprint,
            Sequence = 1,
            NotBefore = DateTimeOffset.UtcNow,
            NotAfter = DateTimeOffset.UtcNow.AddDays(1),
        };
        if (signed)
            File.AppendAllText(Successions, JsonWebSignature.Sign(_old, IdentitySuccession.Type, link.ToUtf8(), withKey: true) + "\n");
        await keys.ActivateAsync(next.Id);
    }
}
