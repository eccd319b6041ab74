using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Benchmarks.Servers;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>The same hub, protected by nobody, and by us.</summary>
internal static class HubApplications
{
    /// <summary>Plain SignalR.</summary>
    public static WebApplication Plain()
    {
        WebApplicationBuilder builder = BenchmarkServer.CreateBuilder();
        builder.Services.AddSignalR();
        WebApplication application = builder.Build();
        application.MapHub<PlainEchoHub>(EchoHub.Path);
        return application;
    }

    /// <summary>Ours, with one client that may sign in.</summary>
    public static WebApplication Quantum(VerifyingKey client, string directory)
    {
        WebApplicationBuilder builder = BenchmarkServer.CreateBuilder();
        string origin = $"http://127.0.0.1:{FindPort()}"; // clients of hubs are told where it is by nobody but its URL
        builder.WebHost.UseUrls(origin);
        var identities = new MemoryIdentityStore();
        identities.Set(new QuantumIdentity { Key = client, Subject = "alice" });
        builder.Services.AddQuantumAttributes(
            quantum =>
            {
                quantum.Origins.Add(origin);
                quantum.Keys.PersistToDirectory(Path.Combine(directory, "hub-keys"));
                quantum.Identities.AddStore(identities);
            },
            []);
        builder.Services.AddQuantumHub<ChannelEchoHub>();
        WebApplication application = builder.Build();
        application.MapHub<ChannelEchoHub>(EchoHub.Path);
        application.MapQuantumAttributes();
        return application;
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
