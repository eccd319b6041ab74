using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Post-quantum cryptography, for the inventory.</summary>
internal static class PostQuantumUses
{
    /// <summary>The use of a type or member whose name says the algorithm, or null where it says none.</summary>
    public static CryptographyUse? Of(IOperation operation, string name, ISymbol symbol) => NamedAlgorithm.Parse(name) is { } algorithm
        ? new CryptographyUse
        {
            Location = UseLocation.Of(operation),
            Operation = operation,
            Symbol = symbol.ToDisplayString(CryptographyDisplay.Member),
            Algorithm = algorithm.Name,
            Parameters = algorithm.Parameters,
            Family = algorithm.Traits.Primitive == "signature" ? Family.Signatures : Family.Encryption,
            Threat = Threat.None,
            Severities = Severities.OnlyListed,
        }
        : null;
}
