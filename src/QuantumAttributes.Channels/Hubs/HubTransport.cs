using System.IO.Pipelines;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// What the hub protocol runs over in place of the connection's own bytes (protocol.md §5): records in both directions, whose keys are renewed inside
/// the connection.
/// </summary>
/// <remarks>One reader and one writer at a time, as of any pipe. Disposed when neither reads nor writes any more.</remarks>
public abstract class HubTransport : IDuplexPipe, IDisposable
{
    private readonly HubPipeReader _input;
    private readonly HubPipeWriter _output;

    private protected HubTransport(IDuplexPipe connection, HubKeys keys)
    {
        _input = new HubPipeReader(this, connection.Input, keys.Receiving);
        _output = new HubPipeWriter(this, connection.Output, keys.Sending);
    }

    /// <summary>What the other side sends. A read throws a <see cref="ChannelException"/> where it is not that side's next record.</summary>
    public PipeReader Input => _input;

    /// <summary>What is sent to the other side. A flush waits where the connection does.</summary>
    public PipeWriter Output => _output;

    private protected bool AwaitsSwitch => _input.AwaitsSwitch;

    /// <summary>Tells the other side that nothing more comes, so that the end can be told from a cut; the connection stays open.</summary>
    public void SayClose() => _output.SayClose();

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A message of a renewal came.</summary>
    internal abstract ValueTask ReceiveHandshakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>The other side has sent its first record.</summary>
    internal abstract void ReceiveFirst();

    /// <summary>The other side has changed to the keys of the renewal.</summary>
    internal abstract void ReceiveSwitch();

    /// <summary>The connection is over, for this reason.</summary>
    internal abstract void Fail(ChannelException failure);

    /// <summary>Whether the channel is over, by its lifetime or for another reason: then nothing is sent or read any more.</summary>
    internal abstract bool IsOver { get; }

    /// <summary>Asks, when something came and before it is read, whether the other side may still be there.</summary>
    /// <exception cref="ChannelException">It may not.</exception>
    internal abstract ValueTask CheckPeerAsync(CancellationToken cancellationToken);

    /// <summary>Sends a message of a renewal.</summary>
    private protected void Send(ReadOnlyMemory<byte> message) => _output.Renew(message, null);

    /// <summary>Changes to new keys: at once in the sending direction, behind the message if there is one, and when the other side does in the other.</summary>
    private protected void Renew(HubKeys keys, ReadOnlyMemory<byte> message = default)
    {
        _input.Expect(keys.Receiving);
        _output.Renew(message, keys.Sending);
    }

    private protected virtual void Dispose(bool disposing)
    {
        _input.Wipe();
        _output.Wipe();
    }
}
