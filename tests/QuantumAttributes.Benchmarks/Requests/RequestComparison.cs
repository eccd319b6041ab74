using QuantumAttributes.Benchmarks.Servers;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Requests;

/// <summary>
/// What a protected request costs the server beyond one that is not protected: in a channel, by a signature of its own, and by a bearer
/// token that is signed with ECDSA P-256.
/// </summary>
internal static class RequestComparison
{
    private const int Requests = 400;
    private const int SignedRequests = 100; // signing them takes the client long

    public static async Task RunAsync(TextWriter output)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using ServerProcess server = await ServerProcess.StartAsync(key.VerifyingKey);
        using var client = new BenchmarkClient(server, key);
        using ClientChannel channel = await client.OpenAsync(signed: true);
        using ClientSession session = await client.OpenSessionAsync();

        Load hello = new HttpLoad("hello", Requests, client.Plain, BenchmarkClient.HelloAsync);
        Load framework = new HttpLoad("a scheme that does nothing", Requests, client.Framework, BenchmarkClient.HelloAsync);
        Load token = new HttpLoad("JWT bearer, ES256", Requests, client.Token, client.HelloByTokenAsync);

        // Each mechanism of ours: the name of its ratio, and its load.
        Load[] ours =
        [
            new HttpLoad("request-channel", Requests, client.Quantum, () => BenchmarkClient.HelloInAsync(channel)),
            new HttpLoad("request-session", Requests, client.Quantum, () => BenchmarkClient.HelloInAsync(session)),
            new HttpLoad("request-signature", SignedRequests, client.Quantum, client.HelloBySignatureAsync),
        ];

        // The same requests, whose fields nobody looks at: what the server and the framework allocate for them.
        Load[] ignored =
        [
            new HttpLoad("a scheme that does nothing, fields of a channel", Requests, client.Framework, () => BenchmarkClient.HelloBesideAsync(channel)),
            new HttpLoad("a scheme that does nothing, fields of a session", Requests, client.Framework, () => BenchmarkClient.HelloInAsync(session)),
            new HttpLoad("a scheme that does nothing, a signature", SignedRequests, client.Framework, client.HelloBySignatureAsync),
        ];

        await server.WaitUntilNoncesCountAsync();
        Load[] loads = [hello, framework, token, .. ours, .. ignored];
        IReadOnlyList<ServerUsage> usages = await ServerComparison.MeasureAsync(server, loads);
        Tables.WriteRequests(output, loads, usages);
        ReadOnlySpan<ServerUsage> own = [.. usages.Skip(3)];
        Tables.WriteAllocations(output, ours, own[..ours.Length], own[ours.Length..]);
        for (int i = 0; i < ours.Length; i++)
            Tables.WriteRatio(output, ours[i].Name, (own[i] - usages[0]).Microseconds / (usages[2] - usages[0]).Microseconds);
    }
}
