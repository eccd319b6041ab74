namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>Ours: in a channel, for clients that sign in.</summary>
[QuantumAuth, QuantumChannel]
internal sealed class ChannelEchoHub : EchoHub;
