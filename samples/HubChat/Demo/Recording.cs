using System.Text;

namespace HubChat.Demo;

/// <summary>The bytes of one connection in one direction, as they came. Safe to use from several threads.</summary>
internal sealed class Recording
{
    private const int MaskLength = 4;

    private readonly Lock _lock = new();
    private readonly List<byte> _bytes = [];

    public long Length
    {
        get
        {
            lock (_lock)
                return _bytes.Count;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _bytes.AddRange(bytes);
    }

    /// <summary>
    /// Whether a text is there, as it is or masked, as browsers and clients mask what they send over WebSockets (RFC 6455 §5.3). The mask is four
    /// bytes over and over, whatever they are: so bytes that are four apart differ by what they differed by before, and that is what is looked for.
    /// </summary>
    /// <param name="text">Some ten bytes at least, so that nothing else is taken for it.</param>
    public bool Contains(string text)
    {
        byte[] bytes;
        lock (_lock)
            bytes = [.. _bytes];
        return Differences(bytes).AsSpan().IndexOf(Differences(Encoding.UTF8.GetBytes(text))) >= 0;
    }

    private static byte[] Differences(byte[] bytes) => [.. bytes.Skip(MaskLength).Zip(bytes, (later, earlier) => (byte)(later ^ earlier))];
}
