using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class AlgorithmNameTarget : FuzzTarget
{
    public override string Name => "algorithm-name";

    public override string Claim => "algorithm names: FormatException, or the algorithm that has this name or alias";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        bool isKem = KemAlgorithm.TryParse(text, out KemAlgorithm? kem);
        Contract.Holds(
            Contract.Parse<KemAlgorithm, FormatException>(() => KemAlgorithm.Parse(text)) == kem, "Parse and TryParse agree");
        bool isSignature = SignatureAlgorithm.TryParse(text, out SignatureAlgorithm? signature);
        Contract.Holds(
            Contract.Parse<SignatureAlgorithm, FormatException>(() => SignatureAlgorithm.Parse(text)) == signature,
            "Parse and TryParse agree");
        bool isFound = AlgorithmCatalogue.TryFind(text, out CryptographicAlgorithm? found);
        CryptographicAlgorithm? either = isKem ? kem : signature;
        Contract.Holds(isFound == (isKem != isSignature) && found == either, "it is one algorithm");
        Contract.Holds(
            found?.Aliases.Prepend(found.Name).Contains(text, StringComparer.OrdinalIgnoreCase) ?? true, "which has that name");
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        .. AlgorithmCatalogue.All.SelectMany(algorithm => algorithm.Aliases.Prepend(algorithm.Name)).Select(Named),
        new("empty", ""),
        new("unknown", "RSA"),
        new("kelvin", "\u212Ayber768"), // K in another case only where cases are compared as a language does
    ];

    private static FuzzSeed Named(string name) =>
        new(string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')), name.ToLowerInvariant());
}
