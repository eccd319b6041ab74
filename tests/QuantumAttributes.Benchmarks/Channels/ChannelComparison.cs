using System.Globalization;
using QuantumAttributes.Benchmarks.Requests;
using QuantumAttributes.Benchmarks.Servers;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Channels;

/// <summary>
/// A channel's parts against what one would have instead: its handshake against one of TLS 1.3, its records against bare AES-256-GCM, and
/// a small request in it against one outside.
/// </summary>
internal static class ChannelComparison
{
    private const int Handshakes = 30;
    private const int Requests = 400;

    public static async Task RunAsync(TextWriter output)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using ServerProcess server = await ServerProcess.StartAsync(key.VerifyingKey);
        using var client = new BenchmarkClient(server, key);
        using ClientChannel channel = await client.OpenAsync(signed: false);
        Load[] loads =
        [
            new ConnectionLoad("a connection without TLS", Handshakes, Port(server, "tcp"), TlsPeer.ConnectAsync),
            new ConnectionLoad("a connection with TLS 1.3", Handshakes, Port(server, "tls"), TlsPeer.HandshakeAsync),
            new HttpLoad("a channel's handshake", Handshakes, client.Quantum, () => client.HandshakeAsync(signed: false)),
            new HttpLoad("a channel's handshake, client signed in", Handshakes, client.Quantum, () => client.HandshakeAsync(signed: true)),
            new HttpLoad("an echo of 1 KiB", Requests, client.Plain, BenchmarkClient.EchoAsync),
            new HttpLoad("an echo of 1 KiB in a channel", Requests, client.Quantum, () => BenchmarkClient.EchoInAsync(channel)),
        ];
        string group = await TlsPeer.FindGroupAsync(Port(server, "tls"));
        IReadOnlyList<ServerUsage> usages = await ServerComparison.MeasureAsync(server, loads);

        output.WriteLine($"TLS 1.3 with {group}, ECDSA P-256; OpenSSL {Version(server["openssl"])}");
        output.WriteLine();
        Tables.WriteRequests(output, [.. loads[..4]], [.. usages.Take(4)]);
        Tables.WriteRequests(output, [.. loads[4..]], [.. usages.Skip(4)]);
        double bulk = Comparison.WriteTable(output, [BulkComparison.Create()]).Single();

        // The connection that TLS secures is there without it; the request that carries a channel's handshake would not be.
        Tables.WriteRatio(output, "channel-handshake", usages[2].Microseconds / (usages[1] - usages[0]).Microseconds);
        Tables.WriteRatio(output, "channel-bulk", 1 / bulk);
        Tables.WriteRatio(output, "channel-echo-1k", usages[5].Microseconds / usages[4].Microseconds);
    }

    private static int Port(ServerProcess server, string name) => int.Parse(server[name], CultureInfo.InvariantCulture);

    // As OPENSSL_VERSION_NUMBER has it: 0xMNN00PP0.
    private static string Version(string number)
    {
        long value = long.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{value >> 28}.{(value >> 20) & 0xff}.{(value >> 4) & 0xff}");
    }
}
