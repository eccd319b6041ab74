using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.Identities;
using static QuantumAttributes.AspNetCore.Tests.Identities.IdentitySources;

namespace QuantumAttributes.AspNetCore.Tests.Identities;

public sealed class ConfigurationStoreTests : IDisposable
{
    private readonly IdentitySources _sources = new();

    [Fact]
    public void Given_AFullIdentity_When_ReadFromTheConfiguration_Expect_EverythingOfIt()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        QuantumIdentity full = Alice with
        {
            Claims = [new Claim(ClaimTypes.Role, "teller"), new Claim(ClaimTypes.Role, "auditor")],
            NotBefore = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            NotAfter = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000),
            IsRevoked = true,
            ClassicalKey = ClassicalVerifyingKey.From(ecdsa),
        };
        using var store = Open(out _, full, Bob);

        QuantumIdentity read = Find(store, Alice)!;

        Assert.Equal("alice", read.Subject);
        Assert.Equal(["teller", "auditor"], read.Claims.Select(claim => claim.Value));
        Assert.Equal((full.NotBefore, full.NotAfter, true), (read.NotBefore, read.NotAfter, read.IsRevoked));
        Assert.Equal(full.ClassicalKey.Thumbprint, read.ClassicalKey!.Thumbprint);
        Assert.False(Find(store, Bob)!.IsRevoked);
    }

    [Fact]
    public void Given_NamesOfAnyCase_When_Read_Expect_TheIdentity()
    {
        IConfigurationRoot root = Configure(new Dictionary<string, string?>
        {
            ["Clients:Alice:KTY"] = "AKP",
            ["Clients:Alice:Alg"] = "ML-DSA-65",
            ["Clients:Alice:Pub"] = System.Buffers.Text.Base64Url.EncodeToString(Alice.Key.Export()),
            ["Clients:Alice:Sub"] = "alice",
            ["Clients:Alice:Roles:0"] = "teller",
        });

        using var store = new ConfigurationStore(root.GetSection("clients"), _sources.Reader);

        Assert.Equal("teller", Assert.Single(Find(store, Alice)!.Claims).Value);
    }

    [Theory]
    [InlineData("nbf", "soon")]
    [InlineData("exp", "1.5")]
    [InlineData("revoked", "yes")]
    [InlineData("roles", "teller")]
    [InlineData("priv", "AAAA")]
    [InlineData("pub", "AAAA")]
    [InlineData("classical:kty", "EC")]
    public void Given_AMemberThatIsWrong_When_Read_Expect_FormatException(string member, string value)
    {
        IConfigurationRoot root = Read(Alice);
        root[$"Clients:keys:0:{member}"] = value;

        Assert.Throws<FormatException>(() => new ConfigurationStore(root.GetSection("Clients:keys"), _sources.Reader));
    }

    [Fact]
    public void Given_AConfiguration_When_AKeyIsRevokedInIt_Expect_ItRevokedAtOnce()
    {
        using var store = Open(out IConfigurationRoot root, Alice);

        root["Clients:keys:0:revoked"] = "true";
        root.Reload();

        Assert.True(Find(store, Alice)!.IsRevoked);
        Assert.Equal(["Reloaded"], _sources.Reloads);
    }

    [Fact]
    public void Given_AConfiguration_When_SomethingElseChanges_Expect_TheSameKeys()
    {
        using var store = Open(out IConfigurationRoot root, Alice);
        QuantumIdentity before = Find(store, Alice)!;

        root["Logging:Level"] = "Debug";
        root.Reload();

        Assert.Same(before, Find(store, Alice));
        Assert.Empty(_sources.Reloads);
    }

    [Theory]
    [InlineData("Clients:keys:0:pub", "damaged")]
    [InlineData("Clients:keys:0:kty", null)]
    public void Given_AConfiguration_When_ItIsDamaged_Expect_TheLastGoodIdentitiesAndAnError(string path, string? value)
    {
        using var store = Open(out IConfigurationRoot root, Alice with { IsRevoked = true }, Bob);

        root[path] = value;
        root.Reload();

        Assert.True(Find(store, Alice)!.IsRevoked);
        Assert.NotNull(Find(store, Bob));
        Assert.Equal(["Failed"], _sources.Reloads);
        Assert.Contains("Clients:keys", Assert.Single(_sources.Errors));
    }

    [Fact]
    public void Given_AConfiguration_When_ItsSectionGoes_Expect_TheLastGoodIdentities()
    {
        using var store = Open(out IConfigurationRoot root, Alice);

        foreach ((string path, _) in root.GetSection("Clients").AsEnumerable().Where(pair => pair.Value is not null))
            ((Source.Provider)root.Providers.Single()).Remove(path);
        root.Reload();

        Assert.Empty(root.GetSection("Clients:keys").GetChildren());
        Assert.NotNull(Find(store, Alice));
        Assert.Equal(["Failed"], _sources.Reloads);
    }

    [Fact]
    public void Given_ADisposedStore_When_TheConfigurationChanges_Expect_NothingRead()
    {
        var store = Open(out IConfigurationRoot root, Alice);
        store.Dispose();

        root["Clients:keys:0:revoked"] = "true";
        root.Reload();

        Assert.Empty(_sources.Reloads);
    }

    public void Dispose() => _sources.Dispose();

    private ConfigurationStore Open(out IConfigurationRoot root, params QuantumIdentity[] identities)
    {
        root = Read(identities);
        return new ConfigurationStore(root.GetSection("Clients:keys"), _sources.Reader);
    }

    // As the JSON provider flattens a file, in a provider that holds its values through a reload.
    private static IConfigurationRoot Read(params QuantumIdentity[] identities)
    {
        string json = $$"""{"Clients":{{IdentityJwkSet.Write(identities)}}}""";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Configure(new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable());
    }

    private static IConfigurationRoot Configure(IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().Add(new Source(values)).Build();

    private sealed class Source(IEnumerable<KeyValuePair<string, string?>> values) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(values);

        public sealed class Provider : ConfigurationProvider
        {
            public Provider(IEnumerable<KeyValuePair<string, string?>> values)
            {
                foreach ((string path, string? value) in values.Where(pair => pair.Value is not null))
                    Set(path, value);
            }

            public void Remove(string path) => Data.Remove(path);
        }
    }
}
