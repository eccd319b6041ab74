using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// One direction of a connection of which somebody on the path has a hold: records go through one by one, and one is damaged when asked.
/// </summary>
internal sealed class RecordPath
{
    private const int HeadSize = sizeof(uint);

    private readonly Lock _lock = new();
    private RecordDamage? _armed;
    private byte[] _foreign = [];
    private byte[]? _held;

    /// <summary>The latest record that went through, with its length.</summary>
    public byte[]? Latest { get; private set; }

    /// <summary>Whether a record was damaged.</summary>
    public bool HasDamaged { get; private set; }

    /// <summary>Damages the next record.</summary>
    /// <param name="damage">How.</param>
    /// <param name="foreign">A record of another connection's.</param>
    public void Damage(RecordDamage damage, byte[] foreign)
    {
        lock (_lock)
            (_armed, _foreign) = (damage, foreign);
    }

    /// <summary>Carries records until one side ends, and then tells the other.</summary>
    public async Task CarryAsync(PipeReader from, PipeWriter to)
    {
        Exception? failure = null;
        try
        {
            ReadResult read;
            do
            {
                read = await from.ReadAsync();
                ReadOnlySequence<byte> rest = read.Buffer;
                while (TryTake(ref rest) is { } record)
                    to.Write(Pass(record));
                from.AdvanceTo(rest.Start, rest.End);
            }
            while (!(await to.FlushAsync()).IsCompleted && !read.IsCompleted);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or WebSocketException)
        {
            failure = e;
        }

        await from.CompleteAsync();
        await to.CompleteAsync(failure);
    }

    private byte[] Pass(byte[] record)
    {
        lock (_lock)
        {
            Latest = record;
            if (_held is { } held)
            {
                _held = null;
                return [.. record, .. held];
            }

            if (_armed is not { } damage)
                return record;
            _armed = null;
            HasDamaged = true;
            return Apply(damage, record);
        }
    }

    private byte[] Apply(RecordDamage damage, byte[] record)
    {
        switch (damage)
        {
            case RecordDamage.Flip:
                byte[] flipped = [.. record];
                flipped[Random.Shared.Next(HeadSize, record.Length)] ^= (byte)(1 << Random.Shared.Next(8));
                return flipped;
            case RecordDamage.Repeat:
                return [.. record, .. record];
            case RecordDamage.LeaveOut:
                return [];
            case RecordDamage.Swap:
                _held = record;
                return [];
            case RecordDamage.CutShort:
                return record[..Random.Shared.Next(HeadSize, record.Length)];
            case RecordDamage.Shorten:
                byte[] shortened = record[..Random.Shared.Next(HeadSize, record.Length)];
                BinaryPrimitives.WriteInt32BigEndian(shortened, shortened.Length - HeadSize);
                return shortened;
            case RecordDamage.Replace:
                return _foreign;
            default:
                return [.. _foreign, .. record];
        }
    }

    private static byte[]? TryTake(ref ReadOnlySequence<byte> rest)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadBigEndian(out int length) || reader.Remaining < length)
            return null;
        byte[] record = rest.Slice(0, HeadSize + length).ToArray();
        rest = rest.Slice(record.Length);
        return record;
    }
}
