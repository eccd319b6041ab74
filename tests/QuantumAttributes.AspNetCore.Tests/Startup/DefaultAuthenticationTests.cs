using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

/// <summary>A host in which nothing is added by itself, as a WebApplication adds it.</summary>
public class DefaultAuthenticationTests
{
    [Fact]
    public async Task Given_NoAuthorizationMiddleware_When_AuthIsRequiredByDefault_Expect_TheOptionNamed()
    {
        var failure = await Assert.ThrowsAsync<QuantumConfigurationException>(() => StartAsync(authorize: false));

        Assert.StartsWith("quantum.RequireAuthByDefault: nobody would ask.", Assert.Single(failure.Problems));
    }

    [Fact]
    public Task Given_TheAuthorizationMiddleware_When_AuthIsRequiredByDefault_Expect_NoProblem() => StartAsync(authorize: true);

    private static async Task StartAsync(bool authorize)
    {
        string directory = Directory.CreateTempSubdirectory("quantum-").FullName;
        using IHost host = new HostBuilder()
            .UseContentRoot(directory)
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureWebHost(web => web
                .UseKestrel()
                .UseUrls("http://127.0.0.1:0")
                .ConfigureServices(services => services.AddQuantumAttributes(
                    quantum =>
                    {
                        quantum.Origins.Add("https://bank.example");
                        quantum.Identities.AddStore(new MemoryIdentityStore());
                        quantum.RequireAuthByDefault = true;
                    },
                    []))
                .Configure(app =>
                {
                    app.UseRouting();
                    if (authorize)
                        app.UseAuthorization();
                    app.UseEndpoints(endpoints => endpoints.MapQuantumAttributes());
                }))
            .Build();
        try
        {
            await host.StartAsync();
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
