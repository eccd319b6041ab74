using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A generator that begins anew at every call: the first bytes are those of the last call.</summary>
internal sealed class RepeatingRandom : RandomNumberGenerator
{
    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data) => Sha3.Shake256("the same each time"u8, data);
}
