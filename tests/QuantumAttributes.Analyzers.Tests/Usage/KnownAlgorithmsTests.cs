using System.Reflection;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Usage;

/// <summary>That the analyzers' table of algorithms is that of the library.</summary>
public class KnownAlgorithmsTests
{
    private const string Begin = "    [\n";
    private const string End = "    ];\n";

    [Fact]
    public void Given_Catalogue_When_TableCompared_Expect_TheSameNamesKindsCategoriesAndAliases() => Assert.Equal(
        AlgorithmCatalogue.All.Select(Describe),
        KnownAlgorithms.All.Select(known => $"{known.Name}, {known.Kind}, {known.Category}, [{string.Join("; ", known.Aliases)}]"));

    [Fact]
    public void Given_Catalogue_When_TableRead_Expect_ItAsItWouldBeWritten()
    {
        string directory = typeof(KnownAlgorithmsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "UsageDirectory").Value!;
        string path = Path.Combine(directory, "KnownAlgorithms.cs");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        string table = string.Concat(AlgorithmCatalogue.All.Select(Row));
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            text = text[..begin] + table + text[end..];
            File.WriteAllText(path, text);
            end = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.Equal(table, text[begin..end]);
    }

    [Fact]
    public void Given_NamesAndAliases_When_FoundInAnyCase_Expect_TheAlgorithmOfTheCatalogue()
    {
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All)
        {
            foreach (string name in algorithm.Aliases.Prepend(algorithm.Name))
                Assert.Equal(algorithm.Name, KnownAlgorithm.Find(name.ToUpperInvariant())?.Name);
        }

        Assert.Null(KnownAlgorithm.Find("ML-KEM-769"));
    }

    private static string Row(CryptographicAlgorithm algorithm)
    {
        string aliases = string.Join(", ", algorithm.Aliases.Select(alias => $"\"{alias}\""));
        return $"        new(\"{algorithm.Name}\", AlgorithmKind.{KindOf(algorithm)}, {algorithm.NistCategory}, [{aliases}]),\n";
    }

    private static string Describe(CryptographicAlgorithm algorithm) =>
        $"{algorithm.Name}, {KindOf(algorithm)}, {algorithm.NistCategory}, [{string.Join("; ", algorithm.Aliases)}]";

    private static AlgorithmKind KindOf(CryptographicAlgorithm algorithm) => algorithm is KemAlgorithm ? AlgorithmKind.Kem : AlgorithmKind.Signature;
}
