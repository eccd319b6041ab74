using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Gives out recorded bytes, and fails when asked for more than were recorded.</summary>
internal sealed class RecordedRandom(params byte[][] recordings) : RandomNumberGenerator
{
    private readonly byte[] _bytes = [.. recordings.SelectMany(static r => r)];
    private int _position;

    public int Remaining => _bytes.Length - _position;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        if (data.Length > Remaining)
            throw new RandomnessFailedException();
        _bytes.AsSpan(_position, data.Length).CopyTo(data);
        _position += data.Length;
    }
}
