using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

public class StartupTests
{
    private static readonly Action<WebApplication> WithAuth = app =>
    {
        app.MapGet("/", [QuantumAuth] () => "");
        app.MapQuantumAttributes();
    };

    [Fact]
    public async Task Given_ASoundSetUp_When_Started_Expect_ItToStart()
    {
        using var application = new Application { Map = WithAuth, Options = quantum => quantum.Identities.AddStore(new MemoryIdentityStore()) };

        await application.StartAsync();

        Assert.True(File.Exists(application["keys/identity.1.key"]));
    }

    [Fact]
    public async Task Given_NoCallOfMapQuantumAttributes_When_Started_Expect_ThatSaid()
    {
        using var application = new Application { Map = _ => { } };

        Assert.Contains("app.MapQuantumAttributes() was not called", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_NoOrigin_When_StartedInProduction_Expect_TheOptionNamed()
    {
        using var application = new Application { WithOrigin = false };

        Assert.StartsWith("quantum.Origins: there is none. Add", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_NoOrigin_When_StartedInDevelopment_Expect_ItToStart()
    {
        using var application = new Application { WithOrigin = false, Environment = "Development" };

        await application.StartAsync();
    }

    [Theory]
    [InlineData("bank.example")]
    [InlineData("ftp://bank.example")]
    [InlineData("https://bank.example/path")]
    [InlineData("https://bank.example?query")]
    [InlineData("https://user@bank.example")]
    [InlineData("https://bücher.example")]
    [InlineData("")]
    public async Task Given_AnOriginThatIsNone_When_Started_Expect_ItNamed(string origin)
    {
        using var application = new Application { Options = quantum => quantum.Origins.Add(origin) };

        Assert.StartsWith($"quantum.Origins: '{origin}' is not an origin", Assert.Single(await application.FailAsync()));
    }

    [Theory]
    [InlineData("bank")]
    [InlineData("/bank/")]
    [InlineData("/bank?a")]
    [InlineData("/bank#a")]
    [InlineData("/a/../bank")]
    [InlineData("/our bank")]
    [InlineData("/bänk")]
    public async Task Given_APathBaseThatIsNone_When_Started_Expect_ItNamed(string path)
    {
        using var application = new Application { Options = quantum => quantum.PublicPathBase = path };

        Assert.StartsWith($"quantum.PublicPathBase: '{path}'", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_NoIdentityStore_When_AnEndpointDemandsAnIdentity_Expect_TheOptionNamed()
    {
        using var application = new Application { Map = WithAuth };

        Assert.StartsWith("quantum.Identities: there is no identity store", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_NoIdentityStore_When_AModuleDemandsAnIdentity_Expect_TheOptionNamed()
    {
        using var application = new Application { Modules = [new Module("default")] };

        Assert.StartsWith("quantum.Identities: there is no identity store", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AnIdentityStoreAmongTheServices_When_AnEndpointDemandsAnIdentity_Expect_ItToStart()
    {
        using var application = new Application
        {
            Map = WithAuth,
            Services = services => services.AddSingleton<IQuantumIdentityStore>(new MemoryIdentityStore()),
        };

        await application.StartAsync();
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{\"keys\":{}}", "cannot be read")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\"}]}", "cannot be read")]
    [InlineData("{\"keys\":[{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"AAAA\"}]}", "cannot be read")]
    [InlineData("{\"keys\":[]}", "cannot be read: It is empty")]
    public async Task Given_AJwkSetThatIsNone_When_Started_Expect_ThePathAndTheReason(string? content, string reason)
    {
        using var application = new Application { Options = quantum => quantum.Identities.AddJwkSet("clients.jwks") };
        if (content is not null)
            await File.WriteAllTextAsync(application["clients.jwks"], content);

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith($"quantum.Identities: the JWK set '{application["clients.jwks"]}' {reason}", problem);
    }

    [Fact]
    public async Task Given_AFileInThePlaceOfTheKeyDirectory_When_Started_Expect_TheOptionNamed()
    {
        using var application = new Application();
        await File.WriteAllTextAsync(application["keys"], "");

        Assert.StartsWith("quantum.Keys.PersistToDirectory: ", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AKeyDirectoryOpenToOthers_When_Started_Expect_TheRemedy()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var application = new Application();
        Directory.CreateDirectory(application["keys"]);
        File.SetUnixFileMode(application["keys"], (UnixFileMode)Convert.ToInt32("755", 8));

        Assert.Contains($"chmod 700 '{application["keys"]}'", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_ADamagedIdentityKey_When_Started_Expect_TheFileNamed()
    {
        using var application = new Application();
        await application.StartAsync();
        await using (FileStream file = File.OpenWrite(application["keys/identity.1.key"]))
            file.SetLength(100);

        Assert.Contains(application["keys/identity.1.key"], Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AnotherKeyFile_When_Started_Expect_NothingMadeBesideTheOldKeys()
    {
        using var application = new Application { Options = quantum => quantum.Keys.ProtectWithKeyFile("ring.key") };
        SecretProtection.CreateFile(application["ring.key"], RandomNumberGenerator.Create());
        await application.StartAsync();
        string[] before = Directory.GetFiles(application["keys"]);
        File.Delete(application["ring.key"]);
        SecretProtection.CreateFile(application["ring.key"], RandomNumberGenerator.Create());

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("quantum.Keys: None of the keys in directory", problem);
        Assert.Equal(before, Directory.GetFiles(application["keys"]));
    }

    [Fact]
    public async Task Given_NoKeyFile_When_Started_Expect_TheOptionNamed()
    {
        using var application = new Application { Options = quantum => quantum.Keys.ProtectWithKeyFile("ring.key") };

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("quantum.Keys.Protect…: ", problem);
        Assert.Contains(application["ring.key"], problem);
    }

    [Fact]
    public async Task Given_AnImpossiblePolicy_When_Started_Expect_ItNamed()
    {
        using var application = new Application
        {
            Options = quantum => quantum.Keys.Ring.Policies[KeyPurpose.Signing] =
                KeyPolicy.DefaultOf(KeyPurpose.Signing) with { Algorithm = "X-Wing" },
        };

        Assert.Contains("Policies[Signing].Algorithm", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AnUnknownProfile_When_AnEndpointNamesIt_Expect_EndpointAndRemedy()
    {
        using var application = new Application
        {
            Options = quantum => quantum.Identities.AddStore(new MemoryIdentityStore()),
            Map = app =>
            {
                app.MapGet("/transfers", () => "").RequireQuantumAuth("payments").WithDisplayName("the transfers");
                app.MapQuantumAttributes();
            },
        };

        string problem = Assert.Single(await application.FailAsync());

        Assert.Equal("The profile 'payments', used by the transfers, is unknown. Add it with quantum.AddProfile(\"payments\", …).", problem);
    }

    [Fact]
    public async Task Given_AnUnknownProfile_When_AModuleNamesIt_Expect_MemberAndRemedy()
    {
        using var application = new Application
        {
            Options = quantum => quantum.Identities.AddStore(new MemoryIdentityStore()),
            Modules = [new Module("payments")],
        };

        Assert.StartsWith("The profile 'payments', used by Bank.Transfer, is unknown.", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AConfigurationWithoutIdentities_When_Started_Expect_TheSectionNamed()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        using var application = new Application
        {
            Options = quantum => quantum.Identities.AddConfiguration(configuration.GetSection("Clients")),
        };

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("quantum.Identities: the configuration section 'Clients' cannot be read: It is empty", problem);
    }

    [Fact]
    public async Task Given_ProfilesThatNobodyCanSatisfy_When_Started_Expect_EachWithARemedy()
    {
        using var application = new Application
        {
            Options = quantum => quantum
                .AddProfile("kem", profile => profile.RequireAlgorithm(KemAlgorithmName.MLKem768))
                .AddProfile("weak", profile => profile.RequireAlgorithm(SignatureAlgorithmName.MLDsa44))
                .AddProfile("hashes", profile => profile
                    .RequireAlgorithm(SignatureAlgorithmName.SlhDsaSha2_256s).RequireMechanism(QuantumMechanism.Signature))
                .AddProfile("two", profile => profile.RequireHybrid().RequireMechanism(QuantumMechanism.Channel)),
        };

        IReadOnlyList<string> problems = await application.FailAsync();

        Assert.Collection(
            problems,
            problem => Assert.StartsWith("The profile 'kem' demands 'ML-KEM-768', which is no signature algorithm.", problem),
            problem => Assert.StartsWith("No key can satisfy the profile 'weak': none of its algorithms has NIST category 3", problem),
            problem => Assert.StartsWith("No key can satisfy the profile 'hashes'", problem),
            problem => Assert.StartsWith("The profile 'two' is hybrid, which only signed requests can be, and demands Channel.", problem));
    }

    [Fact]
    public async Task Given_AProfileOfNoMechanismThereIs_When_Started_Expect_ProfileAndRemedy()
    {
        using var application = new Application
        {
            Options = quantum => quantum.AddProfile("smoke", profile => profile.RequireMechanism((QuantumMechanism)64)),
        };

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("The profile 'smoke' demands 64, which there is not.", problem);
    }

    [Theory]
    [InlineData(true, "every suite of quantum.Channels.Suites is for CNSA 2.0")]
    [InlineData(false, "quantum.Sessions.Enabled is false")]
    public async Task Given_AProfileThatDemandsASession_When_NoneAreTaken_Expect_ProfileReasonAndRemedy(bool enabled, string reason)
    {
        using var application = new Application
        {
            Options = quantum =>
            {
                quantum.AddProfile("tickets", profile => profile.RequireMechanism(QuantumMechanism.Session));
                quantum.Sessions = quantum.Sessions with { Enabled = enabled };
                if (enabled)
                    quantum.Channels = quantum.Channels with { Suites = [ChannelSuite.MLKem1024] };
            },
        };

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("The profile 'tickets' demands Session, and no sessions are taken: ", problem);
        Assert.Contains(reason, problem);
    }

    [Fact]
    public async Task Given_AProfileThatDemandsASession_When_TheyAreTaken_Expect_NoProblem()
    {
        using var application = new Application
        {
            Options = quantum => quantum.AddProfile("tickets", profile => profile.RequireMechanism(QuantumMechanism.Session)),
        };

        await application.StartAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(301)]
    public async Task Given_ASessionLifetimeOutOfRange_When_Started_Expect_OptionAndRemedy(double seconds)
    {
        using var application = new Application
        {
            Options = quantum => quantum.Sessions = quantum.Sessions with { Lifetime = TimeSpan.FromSeconds(seconds) },
        };

        Assert.StartsWith("quantum.Sessions.Lifetime: ", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_AllowAnonymousBesideQuantumAuth_When_Started_Expect_BothNamed()
    {
        using var application = new Application
        {
            Options = quantum => quantum.Identities.AddStore(new MemoryIdentityStore()),
            Map = app =>
            {
                app.MapGroup("/admin").RequireQuantumAuth().MapGet("/open", [AllowAnonymous] () => "");
                app.MapQuantumAttributes();
            },
        };

        Assert.Contains("has both [QuantumAuth] and [AllowAnonymous]", Assert.Single(await application.FailAsync()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public async Task Given_APolicyAgeOutOfRange_When_Started_Expect_TheRange(int days)
    {
        using var application = new Application { Options = quantum => quantum.PolicyMaxAge = TimeSpan.FromDays(days) };

        Assert.Contains("quantum.PolicyMaxAge", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_IdempotencyOptionsThatNothingCanLiveBy_When_Started_Expect_EachNamed()
    {
        var options = new IdempotencyOptions { Retention = TimeSpan.Zero, MaxContentLength = -1, MaxBytes = 1 };
        using var application = new Application { Options = quantum => quantum.Idempotency = options };

        IReadOnlyList<string> problems = await application.FailAsync();

        Assert.Equal(
            ["quantum.Idempotency.MaxBytesPerIdentity", "quantum.Idempotency.MaxContentLength", "quantum.Idempotency.Retention"],
            problems.Select(problem => problem.Split(':', ' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(301)]
    [InlineData(-1)]
    public async Task Given_ALifetimeOutOfRange_When_Started_Expect_TheRange(double seconds)
    {
        using var application = new Application
        {
            Options = quantum => quantum.Channels = new ChannelServerOptions { Lifetime = TimeSpan.FromSeconds(seconds) },
        };

        Assert.Contains("quantum.Channels.Lifetime", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_OtherLimitsOutOfRange_When_Started_Expect_EachNamed()
    {
        using var application = new Application
        {
            Options = quantum =>
            {
                quantum.Channels = new ChannelServerOptions { MaxFramePlaintext = 65_537, MaxChannels = 0 };
                quantum.MaxSignedContentLength = -1;
            },
        };

        IReadOnlyList<string> problems = await application.FailAsync();

        Assert.Equal(3, problems.Count);
        Assert.Contains("quantum.Channels.MaxFramePlaintext", problems[0]);
        Assert.Contains("quantum.Channels: a cap", problems[1]);
        Assert.Contains("quantum.MaxSignedContentLength", problems[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task Given_APartOfStrangersThatNoPoolHas_When_Started_Expect_TheOptionNamed(int anonymous)
    {
        using var application = new Application
        {
            Options = quantum => quantum.Channels = new ChannelServerOptions { MaxChannels = 10, MaxAnonymousChannels = anonymous },
        };

        Assert.Contains("quantum.Channels.MaxAnonymousChannels", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_SeveralMistakes_When_Started_Expect_AllInOneMessage()
    {
        using var application = new Application
        {
            WithOrigin = false,
            Options = quantum =>
            {
                quantum.Identities.AddJwkSet("missing.jwks");
                quantum.Channels = new ChannelServerOptions { Lifetime = TimeSpan.FromHours(1) };
            },
            Map = app =>
            {
                app.MapGet("/transfers", [QuantumAuth("payments")] () => "");
                app.MapQuantumAttributes();
            },
        };
        await File.WriteAllTextAsync(application["keys"], "");

        string all = string.Join('\n', await application.FailAsync());

        Assert.Matches(
            "(?s)quantum.Origins.*quantum.Channels.Lifetime.*The profile 'payments'.*quantum.Identities.*quantum.Keys.PersistToDirectory", all);
    }

    [Fact]
    public void Given_AddQuantumAttributes_When_NothingInterceptsIt_Expect_Instructions()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddQuantumAttributes());

        Assert.Contains("InterceptorsNamespaces", failure.Message);
    }

    [Fact]
    public void Given_MapQuantumAttributes_When_NothingWasAdded_Expect_Instructions()
    {
        using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapQuantumAttributes());

        Assert.Contains("AddQuantumAttributes()", failure.Message);
    }

    private sealed class Module(string profile) : IQuantumModule
    {
        public string Name => "bank";

        public IReadOnlyList<QuantumProfileUse> ProfileUses { get; } = [new(profile, "Bank.Transfer")];

        public void RegisterServices(IServiceCollection services)
        {
        }
    }
}
