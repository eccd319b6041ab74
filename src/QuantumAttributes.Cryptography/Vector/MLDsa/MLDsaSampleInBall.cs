using System.Buffers.Binary;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// FIPS 204, Algorithm 29 (SampleInBall), fed with the XOF's output piece by piece: eight bytes of signs, then positions, refused
/// when they are not among those reached so far.
/// </summary>
/// <remarks>
/// Branches and indices depend on the challenge, as they do in every implementation. It is public in a signature; that of a
/// refused attempt is the hash of a commitment that nobody learns.
/// </remarks>
internal ref struct MLDsaSampleInBall<TParameters>
    where TParameters : IMLDsaParameters
{
    /// <summary>The size of the first piece, which only has the signs.</summary>
    public const int SignsSize = sizeof(ulong);

    private readonly ref MLDsaPolynomial _c;
    private ulong _signs;
    private int _i = MLDsaShape.N - TParameters.Tau;

    /// <param name="signs">The XOF's first 8 bytes.</param>
    /// <param name="c">Receives the challenge: tau coefficients of 1 or -1.</param>
    public MLDsaSampleInBall(ReadOnlySpan<byte> signs, ref MLDsaPolynomial c)
    {
        _signs = BinaryPrimitives.ReadUInt64LittleEndian(signs);
        _c = ref c;
        c = default;
    }

    /// <summary>Takes the next bytes of the XOF.</summary>
    /// <returns>Whether the challenge is complete.</returns>
    public bool Take(ReadOnlySpan<byte> stream)
    {
        foreach (byte j in stream)
        {
            if (_i == MLDsaShape.N)
                break;
            if (j > _i)
                continue;
            _c[_i++] = _c[j];
            _c[j] = 1 - (2 * (int)(_signs & 1));
            _signs >>= 1;
        }

        return _i == MLDsaShape.N;
    }
}
