using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class AlgorithmNameTarget : FuzzTarget
{
    public override string Name => "algorithm-name";

    public override string Claim => "algorithm names: FormatException, or the algorithm that has this name or alias";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        KemAlgorithm? kem = Contract.Parse<KemAlgorithm, FormatException>(() => KemAlgorithm.Parse(text));
        Contract.Holds(KemAlgorithm.TryParse(text, out KemAlgorithm? triedKem) == (kem is not null), "Parse and TryParse agree");
        Contract.Holds(triedKem == kem && (kem is null || Has(text, kem.Name, kem.Aliases)), "on an algorithm of that name");

        SignatureAlgorithm? signature = Contract.Parse<SignatureAlgorithm, FormatException>(() => SignatureAlgorithm.Parse(text));
        Contract.Holds(
            SignatureAlgorithm.TryParse(text, out SignatureAlgorithm? triedSignature) == (signature is not null), "Parse and TryParse agree");
        Contract.Holds(
            triedSignature == signature && (signature is null || Has(text, signature.Name, signature.Aliases)), "on an algorithm of that name");
        Contract.Holds(kem is null || signature is null, "one name is one algorithm's");
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        .. KemAlgorithm.All.SelectMany(algorithm => algorithm.Aliases.Prepend(algorithm.Name)).Select(Named),
        .. SignatureAlgorithm.All.SelectMany(algorithm => algorithm.Aliases.Prepend(algorithm.Name)).Select(Named),
        new("empty", ""),
        new("unknown", "RSA"),
        new("kelvin", "\u212Ayber768"), // K in another case only where cases are compared as a language does
    ];

    private static FuzzSeed Named(string name) => new(name.Replace('/', '-'), name.ToLowerInvariant());

    private static bool Has(string text, string name, IEnumerable<string> aliases) =>
        aliases.Prepend(name).Contains(text, StringComparer.OrdinalIgnoreCase);
}
