using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Sealing;

namespace QuantumAttributes.Keys;

/// <summary>Which algorithms serve which purpose.</summary>
internal static class KeyFitness
{
    /// <summary>Why keys of this algorithm cannot serve the purpose, or null where they can.</summary>
    public static string? Problem(KeyPurpose purpose, string algorithm)
    {
        if (SymmetricSeal.Of(purpose) is not null)
        {
            return algorithm == KeyPolicy.TicketAlgorithm
                ? null : $"{purpose} keys are of {KeyPolicy.TicketAlgorithm}, not of {algorithm}.";
        }

        if (!AlgorithmCatalogue.TryFind(algorithm, out CryptographicAlgorithm? found) || found.Name != algorithm)
            return $"The algorithm {algorithm} is not known by this name.";
        return (purpose, found) switch
        {
            (KeyPurpose.Channel or KeyPurpose.Sealing, KemAlgorithm { NistCategory: > 0 }) => null,
            (KeyPurpose.Channel or KeyPurpose.Sealing, _) => $"{purpose} keys are post-quantum KEM keys, and {algorithm} is none.",
            (KeyPurpose.Identity or KeyPurpose.Audit, SignatureAlgorithm { JoseName: not null }) => null,
            (KeyPurpose.Signing, SignatureAlgorithm) => null,
            (KeyPurpose.Signing, _) => $"{purpose} keys are signing keys, and {algorithm} is not for signatures.",
            _ => $"{purpose} keys are signing keys that JOSE has a name for, and {algorithm} is none.",
        };
    }
}
