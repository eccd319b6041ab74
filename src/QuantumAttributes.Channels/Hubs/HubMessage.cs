using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// A message of the handshake that opens a hub's connection: <c>u32 length | message</c> (protocol.md §5). A server answers with nothing where it
/// refuses, and with an empty message where the client acted on keys that are gone.
/// </summary>
public static class HubMessage
{
    private const int HeadSize = sizeof(uint);

    /// <summary>Reads one message; what comes after it stays in the pipe.</summary>
    /// <param name="input">The connection.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The message; null where the connection ends before it does, or none can be so long.</returns>
    public static async ValueTask<byte[]?> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            bool isWhole = TryParse(read.Buffer, out byte[]? message, out SequencePosition end);
            input.AdvanceTo(isWhole ? end : read.Buffer.Start, isWhole ? end : read.Buffer.End);
            if (isWhole || read.IsCompleted || read.IsCanceled)
                return message;
        }
    }

    /// <summary>Writes one message.</summary>
    /// <param name="output">The connection.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the wait for whoever reads it.</param>
    public static async ValueTask WriteAsync(PipeWriter output, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(HeadSize), (uint)message.Length);
        output.Advance(HeadSize);
        await output.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    // Whole too where it is none: null.
    private static bool TryParse(ReadOnlySequence<byte> buffer, out byte[]? message, out SequencePosition end)
    {
        message = null;
        end = buffer.End;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadBigEndian(out int length))
            return false;
        if (length < 0 || length > ChannelServer.MaxHandshakeSize)
            return true;
        if (!reader.TryReadExact(length, out ReadOnlySequence<byte> body))
            return false;
        message = body.ToArray();
        end = body.End;
        return true;
    }
}
