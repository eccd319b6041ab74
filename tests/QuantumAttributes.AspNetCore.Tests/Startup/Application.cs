using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

/// <summary>An application of which a test spoils one thing or several. It is sound as it is.</summary>
internal sealed class Application : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("quantum-").FullName;

    public string Environment { get; init; } = "Production";

    public Action<QuantumOptions> Options { get; init; } = _ => { };

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public Action<WebApplication> Map { get; init; } = app => app.MapQuantumAttributes();

    public IReadOnlyList<IQuantumModule> Modules { get; init; } = [];

    public bool WithOrigin { get; init; } = true;

    public string this[string name] => Path.Combine(Directory, name);

    /// <summary>Starts and stops the application.</summary>
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environment, ContentRootPath = Directory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Services(builder.Services);
        builder.Services.AddQuantumAttributes(
            quantum =>
            {
                if (WithOrigin)
                    quantum.Origins.Add("https://bank.example");
                Options(quantum);
            },
            Modules);
        await using WebApplication app = builder.Build();
        Map(app);
        await app.StartAsync();
        await app.StopAsync();
    }

    /// <summary>Starts the application, which must not start, and returns what is said to be wrong.</summary>
    public async Task<IReadOnlyList<string>> FailAsync()
    {
        var failure = await Assert.ThrowsAsync<QuantumConfigurationException>(StartAsync);
        Assert.All(failure.Problems, problem => Assert.Contains(problem, failure.Message));
        return failure.Problems;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
