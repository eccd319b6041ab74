using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Discovery;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>Takes and gives bodies in channels. Says its address and identity; then at each line how far its memory rose since the last.</summary>
internal static class StreamServerChild
{
    public const string Role = "stream-server-child";

    /// <summary>Arguments: the version of HTTP.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        string directory = Directory.CreateTempSubdirectory("quantum-stress-stream-").FullName;
        try
        {
            await using WebApplication app = Create(arguments[0], directory);
            await app.StartAsync();
            string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            Console.WriteLine($"{address} {app.Services.GetRequiredService<DiscoveryPublisher>().Identity}");
            ResidentMemory memory = new();
            while (await Console.In.ReadLineAsync() is not null)
            {
                Console.WriteLine(memory.Growth);
                memory = new ResidentMemory();
            }

            await app.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static WebApplication Create(string version, string directory)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = directory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpVersions.ProtocolsOf(version));
        });
        builder.Services.AddQuantumAttributes(quantum => quantum.Keys.PersistToDirectory(Path.Combine(directory, "keys")), []);
        WebApplication app = builder.Build();
        app.MapPost("/up", [QuantumChannel] async (HttpContext context) =>
        {
            long length = await Bytes.CountAsync(context.Request.Body);
            return $"{length}";
        });
        app.MapGet("/down", [QuantumChannel] (long length, HttpContext context) => Bytes.WriteAsync(context.Response.Body, length));
        app.MapQuantumAttributes();
        return app;
    }
}
