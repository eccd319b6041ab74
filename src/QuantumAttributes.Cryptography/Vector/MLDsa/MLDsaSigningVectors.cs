using System.Runtime.InteropServices;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The secret vectors of a signing key in the domain of the transform, as FIPS 204, Algorithm 7, lines 2 to 4, makes them.
/// </summary>
internal sealed class MLDsaSigningVectors<TParameters> : IDisposable
    where TParameters : IMLDsaParameters
{
    private readonly SecretBytes _memory = new((TParameters.L + (2 * TParameters.K)) * MLDsaPolynomial.Size);

    /// <param name="expandedKey">The encoded key (FIPS 204, Algorithm 25).</param>
    public MLDsaSigningVectors(ReadOnlySpan<byte> expandedKey)
    {
        MLDsaShape shape = TParameters.Shape;
        Span<MLDsaPolynomial> polynomials = Polynomials;
        for (int number = 0; number < TParameters.L + TParameters.K; number++)
            MLDsaVectorKeyGeneration<TParameters>.UnpackSecret(expandedKey, number, ref polynomials[number]);
        for (int i = 0; i < TParameters.K; i++)
        {
            MLDsaUnpacking.BitUnpack<Bits13>(
                expandedKey.Slice(shape.T0Offset + (i * MLDsaShape.T0PolynomialSize), MLDsaShape.T0PolynomialSize),
                1 << (MLDsaShape.D - 1),
                ref polynomials[TParameters.L + TParameters.K + i]);
        }

        foreach (ref MLDsaPolynomial polynomial in polynomials)
            MLDsaNtt.Forward(ref polynomial);
    }

    public ReadOnlySpan<MLDsaPolynomial> S1Hat => Polynomials[..TParameters.L];

    public ReadOnlySpan<MLDsaPolynomial> S2Hat => Polynomials.Slice(TParameters.L, TParameters.K);

    public ReadOnlySpan<MLDsaPolynomial> T0Hat => Polynomials.Slice(TParameters.L + TParameters.K, TParameters.K);

    private Span<MLDsaPolynomial> Polynomials => MemoryMarshal.Cast<byte, MLDsaPolynomial>(_memory.Span);

    public void Dispose() => _memory.Dispose();
}
