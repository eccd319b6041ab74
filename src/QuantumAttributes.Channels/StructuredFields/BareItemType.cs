using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>The eight types that a <see cref="BareItem"/> can have (RFC 9651 §3.3).</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names of RFC 9651.")]
public enum BareItemType
{
    /// <summary>A whole number of at most 15 digits (§3.3.1).</summary>
    Integer,

    /// <summary>A number of at most 12 integer and 3 fractional digits (§3.3.2).</summary>
    Decimal,

    /// <summary>Printable ASCII text (§3.3.3).</summary>
    String,

    /// <summary>A short textual word (§3.3.4).</summary>
    Token,

    /// <summary>Bytes, written in base64 between colons (§3.3.5).</summary>
    ByteSequence,

    /// <summary><c>?1</c> or <c>?0</c> (§3.3.6).</summary>
    Boolean,

    /// <summary>Seconds since 1970-01-01T00:00:00Z, without leap seconds (§3.3.7).</summary>
    Date,

    /// <summary>Unicode text (§3.3.8).</summary>
    DisplayString,
}
