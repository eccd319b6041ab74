using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// One sponge (FIPS 202, section 4, algorithm 8), which takes its message in pieces and gives its output in pieces. It lies where its
/// variable does, allocates nothing, and is zeroed on disposal. It is not to be copied once it has absorbed a secret.
/// </summary>
/// <remarks>No branch and no index depends on the message, only on its length.</remarks>
internal struct KeccakSponge : IDisposable
{
    /// <summary>The bytes that SHAKE128 absorbs or gives for each permutation.</summary>
    public const int Rate128 = 168;

    /// <summary>The bytes that SHAKE256 and SHA3-256 absorb or give for each permutation.</summary>
    public const int Rate256 = 136;

    /// <summary>The bytes that SHA3-512 absorbs or gives for each permutation.</summary>
    public const int Rate512 = 72;

    /// <summary>The rounds of Keccak-f[1600].</summary>
    public const int FullRounds = 24;

    // What follows the message, with the first bit of the padding: FIPS 202, section 6.1 and 6.2, as bytes of appendix B.2.
    private const byte HashSeparation = 0x06;
    private const byte ShakeSeparation = 0x1F;

    private readonly int _rate;
    private readonly int _rounds;
    private readonly byte _separation;
    private KeccakState _state;
    private int _position;
    private bool _squeezes;

    /// <param name="rate">The bytes absorbed for each permutation: 200 less the capacity, a multiple of 8.</param>
    /// <param name="separation">The domain separation bits with the first bit of the padding, 0x01 to 0x7F.</param>
    /// <param name="rounds">The rounds of the permutation, an even number, at most 24.</param>
    public KeccakSponge(int rate, byte separation, int rounds = FullRounds)
    {
        (_rate, _separation, _rounds) = (rate, separation, rounds);
    }

    /// <summary>SHAKE128 of nothing yet.</summary>
    public static KeccakSponge Shake128() => new(Rate128, ShakeSeparation);

    /// <summary>SHAKE256 of nothing yet.</summary>
    public static KeccakSponge Shake256() => new(Rate256, ShakeSeparation);

    /// <summary>SHA3-256 of nothing yet; 32 bytes are to be squeezed.</summary>
    public static KeccakSponge Sha3_256() => new(Rate256, HashSeparation);

    /// <summary>SHA3-512 of nothing yet; 64 bytes are to be squeezed.</summary>
    public static KeccakSponge Sha3_512() => new(Rate512, HashSeparation);

    /// <summary>Takes the next piece of the message. Not after the first output.</summary>
    public void Absorb(ReadOnlySpan<byte> data)
    {
        Debug.Assert(!_squeezes);
        while (!data.IsEmpty)
        {
            int size = Math.Min(data.Length, _rate - _position);
            AbsorbIntoBlock(data[..size]);
            data = data[size..];
            if (_position == _rate)
                NextBlock();
        }
    }

    /// <summary>Gives the next piece of the output, as many bytes as the span has.</summary>
    public void Squeeze(Span<byte> output)
    {
        if (!_squeezes)
            Pad();
        while (!output.IsEmpty)
        {
            if (_position == _rate)
                NextBlock();
            int size = Math.Min(output.Length, _rate - _position);
            SqueezeFromBlock(output[..size]);
            output = output[size..];
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes((Span<ulong>)_state));

    private void NextBlock()
    {
        _state.Permute(_rounds);
        _position = 0;
    }

    /// <summary>The end of the message: FIPS 202, algorithm 9 (pad10*1).</summary>
    private void Pad()
    {
        XorByte(_separation);
        _position = _rate - 1;
        XorByte(0x80);
        NextBlock();
        _squeezes = true;
    }

    private void AbsorbIntoBlock(ReadOnlySpan<byte> data)
    {
        int i = 0;
        for (; i < data.Length && _position % KeccakState.WordSize != 0; i++)
            XorByte(data[i]);

        Span<ulong> words = ((Span<ulong>)_state)[(_position / KeccakState.WordSize)..];
        int whole = (data.Length - i) / KeccakState.WordSize;
        for (int word = 0; word < whole; word++, i += KeccakState.WordSize)
            words[word] ^= BinaryPrimitives.ReadUInt64LittleEndian(data[i..]);
        _position += whole * KeccakState.WordSize;

        for (; i < data.Length; i++)
            XorByte(data[i]);
    }

    private void SqueezeFromBlock(Span<byte> output)
    {
        int i = 0;
        for (; i < output.Length && _position % KeccakState.WordSize != 0; i++)
            output[i] = NextByte();

        ReadOnlySpan<ulong> words = ((ReadOnlySpan<ulong>)_state)[(_position / KeccakState.WordSize)..];
        int whole = (output.Length - i) / KeccakState.WordSize;
        for (int word = 0; word < whole; word++, i += KeccakState.WordSize)
            BinaryPrimitives.WriteUInt64LittleEndian(output[i..], words[word]);
        _position += whole * KeccakState.WordSize;

        for (; i < output.Length; i++)
            output[i] = NextByte();
    }

    private void XorByte(byte value)
    {
        (int word, int place) = Math.DivRem(_position++, KeccakState.WordSize);
        _state[word] ^= (ulong)value << (8 * place);
    }

    private byte NextByte()
    {
        (int word, int place) = Math.DivRem(_position++, KeccakState.WordSize);
        return (byte)(_state[word] >> (8 * place));
    }
}
