using BenchmarkDotNet.Attributes;
using QuantumAttributes.Benchmarks.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Benchmarks.Details;

/// <summary>A channel's handshake, from the client's first byte to its last, and the server's part of it, without a network.</summary>
public class HandshakeBenchmarks : IDisposable
{
    private readonly LocalServer _server = new();

    [Benchmark]
    public void ClientAndServer() => _server.Open().Dispose();

    /// <summary>What the client does before the server is asked.</summary>
    [Benchmark]
    public void Begin() => _server.Begin().Dispose();

    /// <summary>The same, and the server's part.</summary>
    [Benchmark]
    public void BeginAndAccept()
    {
        using ChannelOpening opening = _server.Begin();
        HandshakeOutcome outcome = _server.Accept(opening).Outcome;
        if (outcome != HandshakeOutcome.Accepted)
            throw new InvalidOperationException($"The handshake is {outcome}.");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _server.Dispose();
        GC.SuppressFinalize(this);
    }
}
