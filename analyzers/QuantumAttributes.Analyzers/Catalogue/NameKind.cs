namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>Where a name of an algorithm is from.</summary>
internal enum NameKind
{
    /// <summary>JWS and JWE.</summary>
    Token,

    /// <summary>XML signatures and encryption.</summary>
    Xml,

    Ssh,

    /// <summary>Groups of TLS.</summary>
    TlsGroup,

    /// <summary>An object identifier.</summary>
    Oid,
}
