using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests;

public class ClientCryptographyTests
{
    private const int Started = 2;

    private static readonly SigningKey Key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private static string FastestMLDsa => VectorProvider.IsSupported ? "Vector" : "BouncyCastle";

    private static string FastestKem => VectorProvider.IsSupported ? "Vector" : MLKem.IsSupported ? "Platform" : "BouncyCastle";

    [Fact]
    public void Given_AClient_When_FirstMade_Expect_TheProviderOfEachAlgorithmLogged()
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log);

        using HttpClient client = services.CreateClient();

        LogRecorder.Entry entry = Assert.Single(log.Find("QuantumAttributes.Client", Started));
        Assert.Equal(LogLevel.Information, entry.Level);
        string kems = FastestKem, signatures = FastestMLDsa;
        Assert.EndsWith(
            $"self-tested: X-Wing by {kems}, MLKEM768-P256 by {kems}, MLKEM1024-P384 by {kems}, ML-KEM-1024 by {kems}, "
            + $"ML-DSA-44 by {signatures}, ML-DSA-65 by {signatures}, ML-DSA-87 by {signatures}",
            entry.Message);
    }

    [Fact]
    public void Given_SeveralClients_When_MadeAtOnce_Expect_OneSelfTest()
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log);

        Parallel.For(0, 16, i => services.GetRequiredService<IHttpClientFactory>().CreateClient(i % 2 == 0 ? Clients.Name : "other").Dispose());

        Assert.Single(log.Find("QuantumAttributes.Client", Started));
    }

    [Fact]
    public void Given_NoClientYet_When_TheServicesAreBuilt_Expect_NoSelfTest()
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log);

        Assert.Empty(log.Find("QuantumAttributes.Client", Started));
    }

    [Fact]
    public void Given_ProvidersAmongTheServices_When_AClientIsMade_Expect_ThemUsed()
    {
        using var log = new LogRecorder();
        ProviderSet providers = WrongSecretsProvider.Set(KemAlgorithm.MLKem512); // which no client uses
        using ServiceProvider services = Provide(log, providers);

        using HttpClient client = services.CreateClient();

        Assert.Contains("X-Wing by Wrong", Assert.Single(log.Find("QuantumAttributes.Client", Started)).Message);
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("auth")]
    public void Given_AProviderWithWrongAnswers_When_AClientIsMade_Expect_ItAndTheAlgorithmNamed(string kind)
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log, WrongSecretsProvider.Set(KemAlgorithm.XWing), kind);

        var failure = Assert.Throws<CryptographicException>(services.CreateClient);

        Assert.StartsWith("The self-test of X-Wing by Wrong failed: ", failure.Message);
        Assert.Empty(log.Find("QuantumAttributes.Client", Started));
    }

    /// <summary>Whatever is asked for, under whatever name, and whether or not it would pass by now.</summary>
    [Fact]
    public void Given_ASelfTestThatFailed_When_ClientsAreMadeAgain_Expect_TheSameFailure()
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log, WrongSecretsProvider.Set(KemAlgorithm.XWing));
        var first = Assert.Throws<CryptographicException>(services.CreateClient);

        Assert.Same(first, Assert.Throws<CryptographicException>(services.CreateClient));
        Assert.Same(first, Assert.Throws<CryptographicException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("other")));
    }

    [Fact]
    public void Given_ProvidersWithoutTheKem_When_AClientOnlySignsIn_Expect_ItMadeAndTheRestTested()
    {
        using var log = new LogRecorder();
        using ServiceProvider services = Provide(log, SignaturesOnly.Set(), "auth");

        using HttpClient client = services.CreateClient();

        Assert.EndsWith(
            "self-tested: ML-DSA-44 by Signatures, ML-DSA-65 by Signatures, ML-DSA-87 by Signatures",
            Assert.Single(log.Find("QuantumAttributes.Client", Started)).Message);
    }

    [Fact]
    public async Task Given_ProvidersWithoutTheKem_When_ARequestNeedsAChannel_Expect_ItRefusedAndNeitherHandshakeNorRecord()
    {
        using var server = new InMemoryServer();
        using ServiceProvider services = Clients.Provide(server, builder =>
        {
            builder.Services.AddSingleton(SignaturesOnly.Set());
            builder.AddQuantumChannel(options => options.PinIdentity(server.Identity));
        });
        using HttpClient client = services.CreateClient();

        var failure = await Assert.ThrowsAsync<AlgorithmNotSupportedException>(() => client.GetAsync("/"));

        Assert.Contains("X-Wing", failure.Message);
        Assert.Equal((0, 0), (server.Handshakes, server.Records));
    }

    private static ServiceProvider Provide(LogRecorder log, ProviderSet? providers = null, string kind = "channel") =>
        Clients.Provide(new SocketsHttpHandler(), builder =>
        {
            builder.Services.AddSingleton<ILoggerProvider>(log);
            if (providers is not null)
                builder.Services.AddSingleton(providers);
            foreach (IHttpClientBuilder client in (IHttpClientBuilder[])[builder, builder.Services.AddHttpClient("other")])
            {
                _ = kind == "channel"
                    ? client.AddQuantumChannel(options => options.PinIdentity("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                    : client.AddQuantumAuth(Key);
            }
        });

    private sealed class SignaturesOnly(RandomNumberGenerator random) : ICryptographyProvider
    {
        private readonly BouncyCastleProvider _all = new(random);

        public string Name => "Signatures";

        public static ProviderSet Set()
        {
            var random = RandomNumberGenerator.Create();
            return new ProviderSet(random, new SignaturesOnly(random));
        }

        public IKem? FindKem(KemAlgorithm algorithm) => null;

        public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _all.FindSignature(algorithm);
    }
}
