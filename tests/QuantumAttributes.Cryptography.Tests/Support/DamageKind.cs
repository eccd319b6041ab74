namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What can be done to an encoding.</summary>
internal enum DamageKind
{
    /// <summary>One bit flipped.</summary>
    Flip,

    /// <summary>One byte set to another value.</summary>
    Set,

    /// <summary>Cut off.</summary>
    Truncate,

    /// <summary>Some bytes appended.</summary>
    Extend,

    /// <summary>One byte put in.</summary>
    Insert,

    /// <summary>One byte taken out.</summary>
    Remove,

    /// <summary>The rest once more.</summary>
    Repeat,

    /// <summary>A length of DER made a little larger or smaller, or something else altogether.</summary>
    Length,
}
