namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Which request numbers a channel has seen (protocol.md §4): a sliding window over the last <see cref="Size"/>. Testing and marking
/// is one step, so that of two equal records exactly one goes through.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class ReplayWindow
{
    /// <summary>How far back a request may come late.</summary>
    public const int Size = 4096;

    private const int WordBits = 64;

    private readonly Lock _lock = new();
    private readonly ulong[] _seen = new ulong[Size / WordBits];
    private ulong _next; // one more than the highest number seen

    /// <summary>Marks a number as seen; false where it was seen before or has left the window.</summary>
    public bool TryMark(ulong number)
    {
        lock (_lock)
        {
            if (number >= _next)
                AdvanceTo(number);
            else if (_next - number > Size)
                return false;

            ref ulong word = ref _seen[number % Size / WordBits];
            ulong bit = 1ul << (int)(number % WordBits);
            if ((word & bit) != 0)
                return false;
            word |= bit;
            return true;
        }
    }

    private void AdvanceTo(ulong number)
    {
        if (number - _next >= Size)
        {
            Array.Clear(_seen);
        }
        else
        {
            for (ulong skipped = _next; skipped <= number; skipped++)
                _seen[skipped % Size / WordBits] &= ~(1ul << (int)(skipped % WordBits));
        }

        _next = number + 1;
    }
}
