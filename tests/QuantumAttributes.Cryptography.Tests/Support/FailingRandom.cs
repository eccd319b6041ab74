using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A generator that fails at the call it is told to. Until then it gives the same bytes each time, so that what is drawn again (a
/// scalar above the order of its curve) is drawn again in the next run too.
/// </summary>
internal sealed class FailingRandom : RandomNumberGenerator
{
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

    /// <summary>
    /// Runs an operation once, then fails at each call that it made, in turn, and runs it once more. The failure must come
    /// through.
    /// </summary>
    public void AssertFailsAtEveryCall(Action operation, Action? afterFailure = null)
    {
        FailsAt = null;
        operation();
        int calls = Calls;
        Assert.NotEqual(0, calls);
        for (int call = 0; call < calls; call++)
        {
            FailsAt = call;
            Assert.Throws<RandomnessFailedException>(operation);
            afterFailure?.Invoke();
        }

        FailsAt = null;
        operation();
    }

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        if (Calls == FailsAt)
            throw new RandomnessFailedException();
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, Calls++);
        Sha3.Shake256(number, data);
    }
}
