namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>The bytes of one direction as they came, and what is to be done to them on the way. Safe to use from several threads.</summary>
internal sealed class Traffic
{
    private readonly Lock _lock = new();
    private readonly List<byte> _recording = [];
    private long? _flipAt;
    private long? _cutAt;

    public byte[] Recorded
    {
        get
        {
            lock (_lock)
                return _recording.ToArray();
        }
    }

    /// <summary>
    /// Whether a text went by, as it is or masked as clients of WebSockets do (RFC 6455 §5.3): under a key of four bytes, whatever it is, bytes that are
    /// four apart differ by what they differed by.
    /// </summary>
    /// <param name="text">Some ten bytes at least, so that nothing else is taken for it.</param>
    public bool Carried(string text)
    {
        byte[] recorded = Differences(Recorded);
        return recorded.AsSpan().IndexOf(Differences(System.Text.Encoding.ASCII.GetBytes(text))) >= 0;
    }

    public void Restart()
    {
        lock (_lock)
        {
            _recording.Clear();
            (_flipAt, _cutAt) = (null, null);
        }
    }

    /// <summary>Flips one bit, once; a position of eight bits to the byte.</summary>
    public void FlipBit(long position)
    {
        lock (_lock)
            _flipAt = position;
    }

    /// <summary>Ends the connection after so many bytes.</summary>
    public void CutAfter(long bytes)
    {
        lock (_lock)
            _cutAt = bytes;
    }

    public ReadOnlyMemory<byte> Pass(Memory<byte> bytes, out bool cut)
    {
        lock (_lock)
        {
            long start = _recording.Count;
            _recording.AddRange(bytes.Span);
            if (_flipAt is { } flip && flip / 8 - start is >= 0 and var at && at < bytes.Length)
            {
                bytes.Span[(int)at] ^= (byte)(1 << (int)(flip % 8));
                _flipAt = null;
            }

            cut = _cutAt <= start + bytes.Length;
            return cut ? bytes[..(int)Math.Max(0, _cutAt!.Value - start)] : bytes;
        }
    }

    private static byte[] Differences(byte[] bytes) => [.. bytes.Skip(4).Zip(bytes, (later, earlier) => (byte)(later ^ earlier))];
}
