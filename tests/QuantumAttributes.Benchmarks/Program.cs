using QuantumAttributes.Benchmarks.Channels;
using QuantumAttributes.Benchmarks.Details;
using QuantumAttributes.Benchmarks.Generators;
using QuantumAttributes.Benchmarks.Hubs;
using QuantumAttributes.Benchmarks.Requests;
using QuantumAttributes.Benchmarks.Servers;

namespace QuantumAttributes.Benchmarks;

/// <summary>
/// Compares ours with a peer, side by side: on a shared machine the ratio says something, the times alone do not. For these, in detail, there
/// are suites of BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private const string Usage = """
        compare kem          ML-KEM-768
        compare signature    ML-DSA-65 and SLH-DSA-SHA2-128f
        compare request      a protected request, against JWT bearer
        compare channel      handshake, bulk and echo of a channel, against TLS 1.3, AES-256-GCM and plain HTTP
        compare hub          messages to a hub in a channel and back, against plain SignalR
        compare generator    the source generator in a project of 1,000 endpoints: cold, and after edits
        detail [--filter *Kem*] [--list flat] ...    the suites of BenchmarkDotNet, with its own options

        `compare` prints a table, in microseconds an operation, and then lines `ratio <name> <ours / peer>`. Run it in Release:
        dotnet run -c Release --project tests/QuantumAttributes.Benchmarks -- compare kem
        """;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["compare", "kem"]:
                Comparison.Run(Console.Out, KemComparison.All());
                return 0;
            case ["compare", "signature"]:
                Comparison.Run(Console.Out, SignatureComparison.All());
                return 0;
            case ["compare", "request"]:
                await RequestComparison.RunAsync(Console.Out);
                return 0;
            case ["compare", "channel"]:
                await ChannelComparison.RunAsync(Console.Out);
                return 0;
            case ["compare", "hub"]:
                await HubComparison.RunAsync(Console.Out);
                return 0;
            case ["compare", "generator"]:
                GeneratorComparison.Run(Console.Out);
                return 0;
            case ["detail", .. var rest]:
                DetailedBenchmarks.Run(rest);
                return 0;
            case [BenchmarkServer.Command]:
                await BenchmarkServer.RunAsync();
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
