namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>Which use of an API counts.</summary>
internal enum ApiMatch
{
    /// <summary>An object of the type, or of one that derives from it, is created, or one of its static factories called.</summary>
    Creation,

    /// <summary>Any static member of the type is called.</summary>
    StaticUse,

    /// <summary>The type is only what others derive from.</summary>
    Base,

    /// <summary>Any mention, for the inventory.</summary>
    Mention,

    /// <summary>The method is called.</summary>
    Call,

    /// <summary>The method is called on something whose creation is not in sight: otherwise that counts.</summary>
    CallOnUnseen,

    /// <summary>The method is called with an argument that says a classical algorithm.</summary>
    ClassicalArgument,

    /// <summary>The algorithm is named by a string.</summary>
    Name,

    /// <summary>It is used as a value: in an argument, an assignment or an initialiser, and not compared with.</summary>
    Value,

    /// <summary>The property is assigned, or what it holds changed.</summary>
    Assignment,

    /// <summary>It is in a list of cipher suites that are allowed.</summary>
    CipherSuite,

    /// <summary>It is in a list of groups that has no hybrid one.</summary>
    Group,

    /// <summary>It is among the protocols that are allowed, and TLS 1.3 is not.</summary>
    Protocol,

    /// <summary>A key of 128 or 192 bits.</summary>
    KeySize,
}
