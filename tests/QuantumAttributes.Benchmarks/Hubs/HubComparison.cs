using System.Globalization;
using Microsoft.AspNetCore.SignalR.Client;
using QuantumAttributes.Benchmarks.Servers;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>
/// Messages to a hub and back, in a channel with its client signed in, against plain SignalR without either: how many a second, where client and
/// server share the machine, and what the server takes for each.
/// </summary>
internal static class HubComparison
{
    private const int Messages = 20_000;
    private const int LongMessages = 2000;

    public static async Task RunAsync(TextWriter output)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using ServerProcess server = await ServerProcess.StartAsync(key.VerifyingKey);
        string plain = server["hub-plain"], quantum = server["hub-quantum"];
        string identity = await FindIdentityAsync(quantum);
        void Protect(IHubConnectionBuilder builder) => builder.WithQuantumChannel(options =>
        {
            options.PinIdentity(identity);
            options.SignIn(key);
        });
        await using HubLoad plainShort = await HubLoad.ConnectAsync("100 B, plain SignalR", Messages, 100, plain);
        await using HubLoad oursShort = await HubLoad.ConnectAsync("100 B, in a channel", Messages, 100, quantum, Protect);
        await using HubLoad plainLong = await HubLoad.ConnectAsync("10 kB, plain SignalR", LongMessages, 10_000, plain);
        await using HubLoad oursLong = await HubLoad.ConnectAsync("10 kB, in a channel", LongMessages, 10_000, quantum, Protect);
        Load[] loads = [plainShort, oursShort, plainLong, oursLong];
        IReadOnlyList<ServerUsage> usages = await ServerComparison.MeasureAsync(server, loads);
        WriteTable(output, loads, usages);
        Tables.WriteRatio(output, "hub-100b", usages[0].Elapsed / usages[1].Elapsed);
        Tables.WriteRatio(output, "hub-10k", usages[2].Elapsed / usages[3].Elapsed);
    }

    private static async Task<string> FindIdentityAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        return DiscoveryDocument.Verify(await http.GetStringAsync(DiscoveryDocument.Path)).Identity.ToString();
    }

    private static void WriteTable(TextWriter output, Load[] loads, IReadOnlyList<ServerUsage> usages)
    {
        output.WriteLine("| a message to a hub and back | a second | the server's CPU, µs | allocated by it, B |");
        output.WriteLine("|---|---:|---:|---:|");
        for (int i = 0; i < loads.Length; i++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {loads[i].Name} | {1_000_000 / usages[i].Elapsed:F0} | {usages[i].Microseconds:F1} | {usages[i].Bytes:F0} |"));
        }

        output.WriteLine();
    }
}
