namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>The peer: without a channel, and open to all.</summary>
internal sealed class PlainEchoHub : EchoHub;
