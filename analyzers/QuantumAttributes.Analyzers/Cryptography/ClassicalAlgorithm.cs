using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>A public-key algorithm of .NET that a quantum computer breaks, in the words of a message.</summary>
internal sealed class ClassicalAlgorithm
{
    private const string KeyAgreement = "KemPrivateKey.Generate(KemAlgorithm.XWing)";
    private const string Signatures = "SigningKey.Generate(SignatureAlgorithm.MLDsa65)";

    private ClassicalAlgorithm(INamedTypeSymbol type, string name, string consequence, string remedy)
    {
        Type = type;
        Name = name;
        Consequence = consequence;
        Remedy = remedy;
    }

    /// <summary>The abstract class that all implementations derive from.</summary>
    public INamedTypeSymbol Type { get; }

    public string Name { get; }

    /// <summary>What the algorithm's fall means to those who use it.</summary>
    public string Consequence { get; }

    /// <summary>What to use here.</summary>
    public string Remedy { get; }

    /// <summary>The algorithms that a compilation knows.</summary>
    public static IReadOnlyList<ClassicalAlgorithm> In(Compilation compilation) =>
    [
        .. Find(compilation, "RSA", "what is encrypted today can be recorded and read then, and signatures can be forged",
            $"{KeyAgreement} to encrypt or agree on keys, and {Signatures} to sign"),
        .. Find(compilation, "ECDsa", "signatures can then be forged", $"{Signatures}"),
        .. Find(compilation, "ECDiffieHellman", "what its keys protect today can be recorded and read then", $"{KeyAgreement}"),
        .. Find(compilation, "DSA", "signatures can then be forged", $"{Signatures}"),
    ];

    private static IEnumerable<ClassicalAlgorithm> Find(
        Compilation compilation, string name, string consequence, string remedy) => compilation
        .GetReferencedTypes("System.Security.Cryptography." + name)
        .Select(type => new ClassicalAlgorithm(type, name, consequence, remedy));
}
