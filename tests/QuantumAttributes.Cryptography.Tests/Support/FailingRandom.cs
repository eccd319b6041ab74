using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A good generator that fails at the calls it is told to.</summary>
internal sealed class FailingRandom : RandomNumberGenerator
{
    private readonly RandomNumberGenerator _good = Create();

    /// <summary>How many calls there were since this was set.</summary>
    public int Calls { get; private set; }

    /// <summary>The number of the call that fails, counted from 0 when this is set; none when null.</summary>
    public int? FailsAt
    {
        get;
        set
        {
            field = value;
            Calls = 0;
        }
    }

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        if (Calls++ == FailsAt)
            throw new RandomnessFailedException();
        _good.GetBytes(data);
    }
}
