using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.AspNetCore.Tests.Channels;

public class QuantumOriginsTests
{
    [Theory]
    [InlineData("https://Bank.Example", "https://bank.example")]
    [InlineData("https://bank.example:443/", "https://bank.example")]
    [InlineData("http://bank.example:8080", "http://bank.example:8080")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000")]
    public void Given_AnOrigin_When_Normalized_Expect_OneForm(string origin, string expected) =>
        Assert.Equal(expected, QuantumOrigins.Normalize(origin));

    [Theory]
    [InlineData("http://localhost:5000", new[] { "http://localhost:5000", "http://127.0.0.1:5000", "http://[::1]:5000" })]
    [InlineData("http://*:5000", new[] { "http://localhost:5000", "http://127.0.0.1:5000", "http://[::1]:5000" })]
    [InlineData("http://10.0.0.1:5000", new[] { "http://10.0.0.1:5000" })]
    [InlineData("http://unix:/tmp/socket", new string[0])]
    public void Given_Development_When_NoOriginIsConfigured_Expect_TheAddressesOfTheServer(string address, string[] expected) =>
        Assert.Equal(expected, Create("Development", address).All);

    [Theory]
    [InlineData("bank.example", true)]
    [InlineData("BANK.example", true)]
    [InlineData("bank.example:443", true)]
    [InlineData("bank.example:80", false)]
    [InlineData("bank.example:4433", false)]
    [InlineData("evil.example", false)]
    [InlineData("", false)]
    public void Given_AnOrigin_When_AnAuthorityIsCompared_Expect_ItsOwnOnly(string authority, bool expected) =>
        Assert.Equal(expected, Create("Production", "http://localhost:5000", "https://bank.example").HasAuthority(authority));

    private static QuantumOrigins Create(string environment, string address, params string[] origins)
    {
        var options = new QuantumOptions();
        foreach (string origin in origins)
            options.Origins.Add(origin);
        return new QuantumOrigins(Options.Create(options), new HostingEnvironment { EnvironmentName = environment }, new Server(address));
    }

    private sealed class Server : IServer
    {
        public Server(string address)
        {
            var addresses = new ServerAddressesFeature();
            addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
