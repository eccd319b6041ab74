using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys;

/// <summary>Which algorithms serve which purpose.</summary>
internal static class KeyFitness
{
    /// <summary>Why keys of this algorithm cannot serve the purpose, or null where they can.</summary>
    public static string? Problem(KeyPurpose purpose, string algorithm)
    {
        if (purpose == KeyPurpose.SessionTickets)
        {
            return algorithm == KeyPolicy.TicketAlgorithm
                ? null : $"Session tickets are sealed with {KeyPolicy.TicketAlgorithm}, not with {algorithm}.";
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
