using System.Globalization;
using System.Text;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The tables of docs/cryptography.md are the catalogue's. Written anew with UPDATE_SNAPSHOTS=1, on a host with every provider.
/// </summary>
public class CatalogueDocumentTests
{
    [Fact]
    public void Given_DocumentTables_When_ComparedToCatalogue_Expect_Same()
    {
        Assert.SkipUnless(ProviderUnderTest.PlatformIsSupported, ProviderUnderTest.PlatformMissing);
        string path = Repository.PathOf("docs/cryptography.md");
        string text = File.ReadAllText(path);
        string expected = Replace(Replace(Replace(text, "kems", Kems()), "signatures", Signatures()), "identifiers", Identifiers());
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, expected);
        else
            Assert.Equal(expected, text);
    }

    private static string Kems()
    {
        StringBuilder table = new("""
            | algorithm | standard | status | category | strength | curve | public key | seed | expanded key | ciphertext | providers |
            |---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (KemAlgorithm a in KemAlgorithm.All)
        {
            AppendRow(
                table, a.Name, a.Standard, Lower(a.Status), Category(a), Text(a.ClassicalSecurityStrength), a.Curve ?? "–",
                Text(a.PublicKeySize), Text(a.SeedSize), Text(a.ExpandedPrivateKeySize), Text(a.CiphertextSize), Providers(a));
        }

        return table.ToString();
    }

    private static string Signatures()
    {
        StringBuilder table = new("""
            | algorithm | standard | status | category | strength | curve | public key | seed | expanded key | signature | context | inputs | providers |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (SignatureAlgorithm a in SignatureAlgorithm.All)
        {
            AppendRow(
                table, a.Name, a.Standard, Lower(a.Status), Category(a), Text(a.ClassicalSecurityStrength), a.Curve ?? "–",
                Text(a.PublicKeySize), Text(a.SeedSize), Text(a.ExpandedPrivateKeySize), (a.HasVariableSignatureSize ? "≤ " : "") + Text(a.SignatureSize),
                a.MaxContextSize == 0 ? "–" : $"≤ {a.MaxContextSize}", Inputs(a), Providers(a));
        }

        return table.ToString();
    }

    private static string Identifiers()
    {
        StringBuilder table = new("""
            | algorithm | OID | JOSE | COSE | HPKE | also found as |
            |---|---|---|---|---|---|

            """);
        foreach (CryptographicAlgorithm a in AlgorithmCatalogue.All)
        {
            string hpke = a is KemAlgorithm { HpkeId: { } id } ? $"0x{id:x4}" : "–";
            AppendRow(table, a.Name, a.Oid ?? "–", a.JoseName ?? "–", Text(a.CoseId), hpke, string.Join(", ", a.Aliases));
        }

        return table.ToString();
    }

    private static string Inputs(SignatureAlgorithm algorithm)
    {
        List<string> inputs = ["message"];
        if (algorithm.HasPreHash)
            inputs.Add("pre-hash");
        if (algorithm.HasMu)
            inputs.Add("mu");
        if (algorithm.HasDeterministicMode)
            inputs.Add("deterministic");
        return string.Join(", ", inputs);
    }

    private static string Providers(CryptographicAlgorithm algorithm) =>
        string.Join(", ", ProviderSet.Create(ProviderPreference.PlatformFirst).ProviderNamesOf(algorithm));

    private static string Category(CryptographicAlgorithm algorithm) =>
        algorithm.NistCategory == 0 ? "none" : Text(algorithm.NistCategory);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string Lower(AlgorithmStatus status) => status.ToString().ToLowerInvariant();

    private static void AppendRow(StringBuilder table, params ReadOnlySpan<string> cells) =>
        table.Append("| ").AppendJoin(" | ", cells.ToArray()).Append(" |\n");

    private static string Replace(string text, string name, string table)
    {
        string begin = $"<!-- catalogue: {name} -->\n";
        const string End = "<!-- end -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        Assert.True(from >= begin.Length, $"docs/cryptography.md has no table {name}");
        int to = text.IndexOf(End, from, StringComparison.Ordinal);
        return text[..from] + table + text[to..];
    }
}
