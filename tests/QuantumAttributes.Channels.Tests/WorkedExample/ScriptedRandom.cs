using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Tests.WorkedExample;

/// <summary>Gives the bytes of a script: a part for each call, which must ask for exactly as many.</summary>
internal sealed class ScriptedRandom(params byte[][] script) : RandomNumberGenerator
{
    private readonly Queue<byte[]> _script = new(script);

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(byte[] data, int offset, int count) => GetBytes(data.AsSpan(offset, count));

    public override void GetBytes(Span<byte> data)
    {
        byte[] part = _script.Dequeue();
        Assert.Equal(part.Length, data.Length);
        part.CopyTo(data);
    }
}
