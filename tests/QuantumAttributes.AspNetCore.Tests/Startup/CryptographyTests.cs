using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

/// <summary>Which provider serves what is decided, tested and said when the application starts.</summary>
public class CryptographyTests
{
    private const int Started = 1;

    private static string FastestMLDsa => VectorProvider.IsSupported ? "Vector" : "BouncyCastle";

    private static string FastestKem => VectorProvider.IsSupported ? "Vector" : MLKem.IsSupported ? "Platform" : "BouncyCastle";

    [Fact]
    public async Task Given_ASoundSetUp_When_Started_Expect_TheProviderOfEachAlgorithmLogged()
    {
        LogRecorder.Entry entry = await StartAsync(_ => { });

        Assert.Equal(LogLevel.Information, entry.Level);
        string kems = FastestKem, signatures = FastestMLDsa;
        Assert.EndsWith(
            $"self-tested: X-Wing by {kems}, MLKEM768-P256 by {kems}, MLKEM1024-P384 by {kems}, ML-KEM-1024 by {kems}, "
            + $"ML-DSA-44 by {signatures}, ML-DSA-65 by {signatures}, ML-DSA-87 by {signatures}",
            entry.Message);
    }

    [Fact]
    public async Task Given_PlatformFirst_When_Started_Expect_ThePlatformLoggedWhereItHasTheAlgorithm()
    {
        LogRecorder.Entry entry = await StartAsync(quantum => quantum.Cryptography = ProviderPreference.PlatformFirst);

        Assert.Contains($"ML-DSA-65 by {(MLDsa.IsSupported ? "Platform" : FastestMLDsa)}", entry.Message);
    }

    [Fact]
    public async Task Given_AnAlgorithmOfTheApplication_When_Started_Expect_ItTestedAndLogged()
    {
        LogRecorder.Entry entry = await StartAsync(quantum => quantum.SelfTestedAlgorithms.Add(KemAlgorithm.MLKem512));

        Assert.EndsWith($", ML-KEM-512 by {FastestKem}", entry.Message);
    }

    [Fact]
    public async Task Given_AnAlgorithmOfTheProtocolAmongTheApplications_When_Started_Expect_ItTestedOnce()
    {
        LogRecorder.Entry entry = await StartAsync(quantum => quantum.SelfTestedAlgorithms.Add(KemAlgorithm.XWing));

        Assert.Equal(2, entry.Message.Split("X-Wing by").Length);
    }

    [Fact]
    public async Task Given_ACapabilityWithAnAlgorithm_When_Started_Expect_ItTestedAndLogged()
    {
        LogRecorder.Entry entry = await StartAsync(_ => { }, services => AddAgent(services, "ML-KEM-512"));

        Assert.EndsWith($", ML-KEM-512 by {FastestKem}", entry.Message);
    }

    [Fact]
    public async Task Given_ACapabilityWithAnAlgorithmOfItsOwn_When_Started_Expect_ItToStart() =>
        Assert.DoesNotContain("AES", (await StartAsync(_ => { }, services => AddAgent(services, "AES-256-GCM"))).Message);

    /// <summary>The signatures are sound, the KEM's secrets are not: nothing but the known answers can tell.</summary>
    [Fact]
    public async Task Given_AProviderWithWrongAnswers_When_Started_Expect_ItAndTheAlgorithmNamed()
    {
        using var application = new Application { Services = services => services.AddSingleton(WrongSecretsProvider.Set(KemAlgorithm.XWing)) };

        Assert.StartsWith("quantum.Cryptography: The self-test of X-Wing by Wrong failed: ", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_WrongAnswersForAnAlgorithmOfTheApplication_When_Started_Expect_ItNamed()
    {
        using var application = new Application
        {
            Services = services => services.AddSingleton(WrongSecretsProvider.Set(KemAlgorithm.MLKem1024)),
            Options = quantum => quantum.SelfTestedAlgorithms.Add(KemAlgorithm.MLKem1024),
        };

        Assert.StartsWith("quantum.Cryptography: The self-test of ML-KEM-1024 by Wrong failed: ", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_ASelfTestThatFails_When_Started_Expect_NothingSaidToBeUp()
    {
        using var log = new LogRecorder();
        using var application = new Application
        {
            Services = services => services.AddSingleton<ILoggerProvider>(log).AddSingleton(WrongSecretsProvider.Set(KemAlgorithm.XWing)),
        };

        await application.FailAsync();

        Assert.Empty(log.Find("QuantumAttributes", Started));
    }

    [Fact]
    public async Task Given_PlatformOnly_When_ThePlatformLacksTheSuite_Expect_TheOptionNamed()
    {
        ProviderSet platform = ProviderSet.Create(ProviderPreference.PlatformOnly);
        var lacking = ChannelSuite.All.Where(suite => !platform.Supports(suite.Kem)).Select(suite => suite.Kem.Name).ToList();
        if (!platform.Supports(SignatureAlgorithm.MLDsa65))
            lacking.Add("ML-DSA-65");
        using var application = new Application { Options = quantum => quantum.Cryptography = ProviderPreference.PlatformOnly };

        IReadOnlyList<string> problems = lacking.Count == 0 ? [] : await application.FailAsync();

        Assert.Equal(lacking.Count, problems.Count);
        Assert.All(problems.Zip(lacking), pair => Assert.Contains($"PlatformOnly offers no {pair.Second}", pair.First));
    }

    [Fact]
    public async Task Given_PlatformOnly_When_ThePlatformLacksAnAlgorithmOfTheApplication_Expect_TheOptionNamed()
    {
        using var application = new Application
        {
            Options = quantum =>
            {
                quantum.Cryptography = ProviderPreference.PlatformOnly;
                quantum.SelfTestedAlgorithms.Add(KemAlgorithm.DhKemX25519);
            },
        };

        Assert.Contains(
            "quantum.Cryptography: PlatformOnly offers no DHKEM-X25519 on this machine. Choose Fastest or PlatformFirst.",
            await application.FailAsync());
    }

    private static async Task<LogRecorder.Entry> StartAsync(Action<QuantumOptions> options, Action<IServiceCollection>? services = null)
    {
        using var log = new LogRecorder();
        using var application = new Application
        {
            Options = options,
            Services = all =>
            {
                all.AddSingleton<ILoggerProvider>(log);
                services?.Invoke(all);
            },
        };
        await application.StartAsync();
        return Assert.Single(log.Find("QuantumAttributes", Started));
    }

    private static void AddAgent(IServiceCollection services, string algorithm) => services.AddQuantumAgent<Agent>(AgentDescriptor.Create<Agent>(
        "vault",
        new CapabilityDescriptor<Agent, string, string>("vault.open", (_, request, _) => ValueTask.FromResult(request)) { Algorithm = algorithm }));

    private sealed class Agent;
}
