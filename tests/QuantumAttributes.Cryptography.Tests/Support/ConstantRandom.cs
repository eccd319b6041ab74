using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A generator that is stuck: all it gives is one byte, over and over.</summary>
internal sealed class ConstantRandom(byte value) : RandomNumberGenerator
{
    public override void GetBytes(byte[] data) => data.AsSpan().Fill(value);

    public override void GetBytes(Span<byte> data) => data.Fill(value);
}
