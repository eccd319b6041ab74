using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Tests.Protection;

/// <summary>Gives these bytes, and fails when there are no more.</summary>
internal sealed class ReplayedRandom(byte[] bytes) : RandomNumberGenerator
{
    private int _position;

    public bool IsUsedUp => _position == bytes.Length;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        if (data.Length > bytes.Length - _position)
            throw new CryptographicException("No randomness is left.");
        bytes.AsSpan(_position, data.Length).CopyTo(data);
        _position += data.Length;
    }
}
