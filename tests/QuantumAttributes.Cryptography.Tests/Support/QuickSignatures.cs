namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The signature algorithms of the catalogue without the small sets of SLH-DSA: they sign for seconds, with the code of the fast ones.
/// </summary>
internal static class QuickSignatures
{
    public static IEnumerable<SignatureAlgorithm> All =>
        SignatureAlgorithm.All.Where(static a => !SlhDsaSets.Small.Contains(a.Name));
}
