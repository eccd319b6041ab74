using Org.BouncyCastle.Math.EC.Rfc7748;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Curve25519 as draft-irtf-cfrg-concrete-hybrid-kems, section 3.1.2, has it: <c>Exp</c> is X25519 (RFC 7748), scalars and shared
/// secrets are bytes as they come. X25519 is BouncyCastle's: a ladder without branches or table look-ups on the scalar.
/// </summary>
/// <remarks>
/// A shared secret of zero is not refused: X-Wing (section 5.5) lets it into the combiner, where ML-KEM's secret still decides, and
/// a refusal would make one implementation fail where others succeed.
/// </remarks>
internal sealed class X25519Group : INominalGroup
{
    private const int Size = 32; // of seeds, scalars, elements and shared secrets alike

    private X25519Group()
    {
    }

    public static X25519Group Instance { get; } = new();

    public int SeedSize => Size;

    public int ElementSize => Size;

    public int SharedSecretSize => Size;

    public IGroupElement ImportElement(ReadOnlySpan<byte> element) => new Element(element.ToArray());

    public IGroupScalar CreateScalar(ReadOnlySpan<byte> seed) => new Scalar(SecretBytes.CopyOf(seed));

    private sealed class Element(byte[] element) : IGroupElement
    {
        public void Exchange(ReadOnlySpan<byte> seed, Span<byte> ephemeralElement, Span<byte> sharedSecret)
        {
            X25519.ScalarMultBase(seed, ephemeralElement);
            X25519.ScalarMult(seed, element, sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Scalar(SecretBytes scalar) : IGroupScalar
    {
        public void ExportElement(Span<byte> element) => X25519.ScalarMultBase(scalar.Span, element);

        public void Agree(ReadOnlySpan<byte> element, Span<byte> sharedSecret) =>
            X25519.ScalarMult(scalar.Span, element, sharedSecret);

        public void Dispose() => scalar.Dispose();
    }
}
