using X25519 = QuantumAttributes.Cryptography.MontgomeryLadder<QuantumAttributes.Cryptography.Field25519, int>;
using X448 = QuantumAttributes.Cryptography.MontgomeryLadder<QuantumAttributes.Cryptography.Field448, uint>;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Curve25519 as draft-irtf-cfrg-concrete-hybrid-kems, section 3.1.2, has it, and Curve448 alike: <c>Exp</c> is X25519 or X448 (RFC
/// 7748), scalars and shared secrets are bytes as they come. See <see cref="MontgomeryLadder{TField, TLimb}"/>
/// and <see cref="VectorX25519"/>.
/// </summary>
/// <remarks>
/// A shared secret of zero is not refused: X-Wing (section 5.5) lets it into the combiner, where ML-KEM's secret still decides, and
/// a refusal would make one implementation fail where others succeed. <see cref="DhKem"/> refuses it.
/// </remarks>
internal sealed class MontgomeryGroup : INominalGroup
{
    private readonly int _size; // of seeds, scalars, elements and shared secrets alike
    private readonly Multiplication _multiply;
    private readonly BaseMultiplication _multiplyBase;
    private readonly Action<Span<byte>> _clamp;

    private MontgomeryGroup(int size, Multiplication multiply, BaseMultiplication multiplyBase, Action<Span<byte>> clamp)
    {
        _size = size;
        _multiply = multiply;
        _multiplyBase = multiplyBase;
        _clamp = clamp;
    }

    private delegate void Multiplication(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> element, Span<byte> product);

    private delegate void BaseMultiplication(ReadOnlySpan<byte> scalar, Span<byte> product);

    public static MontgomeryGroup Curve25519 { get; } =
        new(Field25519.Size, X25519.Multiply, X25519.MultiplyBase, Field25519.Clamp);

    /// <summary>The same group by <see cref="VectorX25519"/>, for the Vector provider.</summary>
    public static MontgomeryGroup VectorCurve25519 { get; } =
        new(VectorX25519.Size, VectorX25519.Multiply, VectorX25519.MultiplyBase, Field25519.Clamp);

    public static MontgomeryGroup Curve448 { get; } =
        new(Field448.Size, X448.Multiply, X448.MultiplyBase, Field448.Clamp);

    public int SeedSize => _size;

    public int ElementSize => _size;

    public int SharedSecretSize => _size;

    public IGroupElement ImportElement(ReadOnlySpan<byte> element) => new Element(this, element.ToArray());

    public IGroupScalar CreateScalar(ReadOnlySpan<byte> seed) => new Scalar(this, SecretBytes.CopyOf(seed));

    /// <summary>Sets the bits of a scalar that decodeScalar25519 and decodeScalar448 set (RFC 7748, section 5).</summary>
    public void Clamp(Span<byte> scalar) => _clamp(scalar);

    private sealed class Element(MontgomeryGroup group, byte[] element) : IGroupElement
    {
        public void Exchange(ReadOnlySpan<byte> seed, Span<byte> ephemeralElement, Span<byte> sharedSecret)
        {
            group._multiplyBase(seed, ephemeralElement);
            group._multiply(seed, element, sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Scalar(MontgomeryGroup group, SecretBytes scalar) : IGroupScalar
    {
        public void ExportElement(Span<byte> element) => group._multiplyBase(scalar.Span, element);

        public void Agree(ReadOnlySpan<byte> element, Span<byte> sharedSecret) =>
            group._multiply(scalar.Span, element, sharedSecret);

        public void Dispose() => scalar.Dispose();
    }
}
