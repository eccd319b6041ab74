using System.Buffers.Binary;

namespace QuantumAttributes.Channels.Server;

/// <summary>Refuses a handshake that came before (protocol.md §3: "a repeated h is refused for 120 s"). Safe to use from several threads.</summary>
internal sealed class HandshakeReplayGuard(TimeProvider time)
{
    // A client's clock may be 60 s off either way, and is compared in whole seconds: what is older than this is refused by its time.
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(121);

    // 24 MiB at the very most; beyond it handshakes wait for older ones to be forgotten.
    private const int Capacity = 1 << 18;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<(UInt128 Hash, long At)> _order = new();

    /// <summary>Marks a handshake hash as seen; false where it was seen already or nothing more can be remembered.</summary>
    public bool TryMark(ReadOnlySpan<byte> handshakeHash)
    {
        // 128 bits of a hash that nobody chooses are as good as the whole for telling two apart.
        UInt128 hash = BinaryPrimitives.ReadUInt128BigEndian(handshakeHash);
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Memory)
                _seen.Remove(_order.Dequeue().Hash);
            if (_seen.Count >= Capacity || !_seen.Add(hash))
                return false;
            _order.Enqueue((hash, time.GetTimestamp()));
            return true;
        }
    }
}
