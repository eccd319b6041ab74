using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Stress.Processes;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>An application in a process of its own, as it is by default, or with handshakes unlimited. Says its port when it listens.</summary>
internal static class ServerChild
{
    public const string Role = "server-child";
    public const string Limited = "limited";
    public const string Unlimited = "unlimited";

    private const int Many = 1_000_000;

    private static readonly MeterListener _handshakes = new();

    /// <summary>Arguments: a directory with <c>clients.jwks</c>, and <see cref="Limited"/> or <see cref="Unlimited"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        Parent.EndWithIt();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = arguments[0] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddQuantumAttributes(quantum => Configure(quantum, arguments[1] == Unlimited), []);
        await using WebApplication app = builder.Build();
        Map(app);
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Port);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Configure(QuantumOptions quantum, bool unlimited)
    {
        quantum.Identities.AddJwkSet(HostileServer.Clients);
        if (unlimited)
            quantum.Limits.HandshakeBurst = quantum.Limits.HandshakesPerSecond = Many;
    }

    private static void Map(WebApplication app)
    {
        int executed = 0, computed = 0;
        _handshakes.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref computed, (int)count));
        _handshakes.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "quantum.handshakes")
                listener.EnableMeasurementEvents(instrument);
        };
        _handshakes.Start();
        app.MapGet("/hello", [QuantumChannel] () => "hello");
        app.MapPost("/echo", [QuantumChannel] async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            Interlocked.Increment(ref executed);
            await context.Response.Body.WriteAsync(body.ToArray(), context.RequestAborted);
        });
        app.MapPost("/signed", [QuantumAuth] () => Interlocked.Increment(ref executed));
        app.MapGet("/executed", () => Volatile.Read(ref executed).ToString(CultureInfo.InvariantCulture));
        app.MapGet("/computed", () => Volatile.Read(ref computed).ToString(CultureInfo.InvariantCulture));
        app.MapGet("/heap", () => GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
        app.MapQuantumAttributes();
    }
}
