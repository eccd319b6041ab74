using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// FIPS 204, Algorithm 34 (ExpandMask): the polynomials of the mask y, numbered through all attempts. As many are made at once as
/// there are lanes, so that what one attempt does not need, the next one does.
/// </summary>
internal ref struct MLDsaMaskStream<TParameters>
    where TParameters : IMLDsaParameters
{
    /// <summary>The polynomials that are kept: a power of two, and enough for one attempt and what goes beyond it.</summary>
    public const int Kept = 16;

    /// <summary>The XOF's output for each polynomial: 640 or 576 bytes, in whole blocks.</summary>
    private const int StreamSize = 5 * ShakeBatch.Rate256;

    /// <summary>The polynomials that are made at once: what is one permutation's work.</summary>
    private static int Lanes => Avx512F.IsSupported ? ShakeBatch.Lanes : ShakeBatch.Lanes / 2;

    /// <summary>The working memory that a stream needs, in bytes.</summary>
    public static int BufferSize => Lanes * StreamSize;

    private readonly ReadOnlySpan<byte> _seed;
    private readonly Span<MLDsaPolynomial> _kept;
    private readonly Span<byte> _buffer;
    private int _made;

    /// <param name="seed">rho'', 64 bytes.</param>
    /// <param name="kept">Where the polynomials go: <see cref="Kept"/> of them.</param>
    /// <param name="buffer"><see cref="BufferSize"/> bytes. For the owner to zero, as the others.</param>
    public MLDsaMaskStream(ReadOnlySpan<byte> seed, Span<MLDsaPolynomial> kept, Span<byte> buffer)
    {
        _seed = seed;
        _kept = kept[..Kept];
        _buffer = buffer[..BufferSize];
    }

    /// <summary>A polynomial that has been made: one of the last attempt's.</summary>
    public readonly ref MLDsaPolynomial this[int number] => ref _kept[number & (Kept - 1)];

    /// <summary>Makes polynomials until there are those below this number.</summary>
    public void MakeUpTo(int number)
    {
        while (_made < number)
            MakeBatch();
    }

    /// <summary>A polynomial of y or z (FIPS 204, Algorithm 19, with b = gamma1).</summary>
    public static void Unpack(ReadOnlySpan<byte> source, ref MLDsaPolynomial w)
    {
        if (TParameters.Gamma1Bits == 17)
            MLDsaUnpacking.BitUnpack<Bits18>(source, 1 << 17, ref w);
        else
            MLDsaUnpacking.BitUnpack<Bits20>(source, 1 << 19, ref w);
    }

    private void MakeBatch()
    {
        Span<ushort> numbers = stackalloc ushort[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            numbers[lane] = (ushort)(_made + lane);

        using ShakeBatch xofs = new(ShakeBatch.Rate256, _seed, numbers);
        for (int block = 0; block < StreamSize; block += ShakeBatch.Rate256)
            xofs.Squeeze(_buffer[block..], StreamSize);
        for (int lane = 0; lane < Lanes; lane++)
            Unpack(_buffer.Slice(lane * StreamSize, MLDsaSizes<TParameters>.MaskPolynomialSize), ref this[_made + lane]);
        _made += Lanes;
    }
}
