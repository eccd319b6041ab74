namespace QuantumAttributes.Cryptography;

/// <summary>
/// The field below a curve of RFC 7748, and the curve's constants. What is added or subtracted is the result of a multiplication.
/// </summary>
/// <typeparam name="TLimb">A part of an element; elements are arrays of them.</typeparam>
internal interface IMontgomeryField<TLimb>
    where TLimb : struct
{
    /// <summary>The size of scalars and coordinates, in bytes.</summary>
    static abstract int Size { get; }

    /// <summary>The bits of a scalar, once clamped.</summary>
    static abstract int ScalarBits { get; }

    /// <summary>The coordinate u of the base point.</summary>
    static abstract byte BasePoint { get; }

    /// <summary><c>(A - 2) / 4</c>, for the curve's coefficient A.</summary>
    static abstract int A24 { get; }

    /// <summary>decodeScalar25519 or decodeScalar448 (RFC 7748, section 5), in place.</summary>
    static abstract void Clamp(Span<byte> scalar);

    /// <summary>Zero.</summary>
    static abstract TLimb[] Create();

    /// <summary>One.</summary>
    static abstract void One(TLimb[] z);

    /// <summary>decodeUCoordinate: also of numbers above the prime.</summary>
    static abstract void Decode(ReadOnlySpan<byte> u, TLimb[] z);

    /// <summary>encodeUCoordinate. The element is normalized.</summary>
    static abstract void Encode(TLimb[] x, Span<byte> u);

    /// <summary>x + y.</summary>
    static abstract void Add(TLimb[] x, TLimb[] y, TLimb[] z);

    /// <summary>x - y.</summary>
    static abstract void Subtract(TLimb[] x, TLimb[] y, TLimb[] z);

    /// <summary>x y.</summary>
    static abstract void Multiply(TLimb[] x, TLimb[] y, TLimb[] z);

    /// <summary>x y.</summary>
    static abstract void Multiply(TLimb[] x, int y, TLimb[] z);

    /// <summary>x squared.</summary>
    static abstract void Square(TLimb[] x, TLimb[] z);

    /// <summary>1 / x, and 0 for 0.</summary>
    static abstract void Invert(TLimb[] x, TLimb[] z);

    /// <summary>Swaps two elements if the bit is 1, without a branch on it.</summary>
    static abstract void SwapIf(int bit, TLimb[] x, TLimb[] y);
}
