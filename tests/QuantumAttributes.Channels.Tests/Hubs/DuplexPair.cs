using System.IO.Pipelines;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>A connection without a network: what one side writes, the other reads, and whoever writes waits for whoever reads.</summary>
internal sealed class DuplexPair
{
    private static readonly PipeOptions Options = new(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false);

    private readonly Pipe _up = new(Options);
    private readonly Pipe _down = new(Options);

    public DuplexPair()
    {
        Client = new Side(_down.Reader, _up.Writer);
        Server = new Side(_up.Reader, _down.Writer);
    }

    public IDuplexPipe Client { get; }

    public IDuplexPipe Server { get; }

    private sealed record Side(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
