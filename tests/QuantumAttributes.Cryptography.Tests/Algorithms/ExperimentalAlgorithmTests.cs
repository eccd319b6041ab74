using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Whoever writes the name of an experimental algorithm is told so by the compiler, and shown the page that explains it.</summary>
public class ExperimentalAlgorithmTests
{
    private const string Repo = "https://github.com/QuantumAttributes/QuantumAttributes/blob/main/";

    [Fact]
    public void Given_EveryDeclarationOfAnAlgorithm_When_ItsMarkRead_Expect_OneWhereTheStatusIsExperimental()
    {
        Assert.All(
            Declarations(),
            static d => Assert.Equal(d.Algorithm.Status == AlgorithmStatus.Experimental, MarkOf(d.Member) is not null));
    }

    [Fact]
    public void Given_EveryMark_When_ItsUrlFollowed_Expect_ThePageOfItsRule()
    {
        ExperimentalAttribute[] marks = [.. Declarations().Select(static d => MarkOf(d.Member)).OfType<ExperimentalAttribute>()];

        // Six sets of FrodoKEM, three of HQC and two of Falcon: a property and a name of each.
        Assert.Equal(2 * 11, marks.Length);
        foreach (ExperimentalAttribute mark in marks)
        {
            Assert.Equal("QA9001", mark.DiagnosticId);
            string url = string.Format(CultureInfo.InvariantCulture, mark.UrlFormat!, mark.DiagnosticId);
            Assert.StartsWith(Repo, url, StringComparison.Ordinal);
            Assert.True(File.Exists(Repository.PathOf(url[Repo.Length..])), url);
        }
    }

    private static ExperimentalAttribute? MarkOf(MemberInfo member) => member.GetCustomAttribute<ExperimentalAttribute>();

    private static IEnumerable<(MemberInfo Member, CryptographicAlgorithm Algorithm)> Declarations() =>
    [
        .. PropertiesOf(typeof(KemAlgorithm)),
        .. PropertiesOf(typeof(SignatureAlgorithm)),
        .. NamesIn(typeof(KemAlgorithmName)),
        .. NamesIn(typeof(SignatureAlgorithmName)),
    ];

    private static IEnumerable<(MemberInfo, CryptographicAlgorithm)> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == type)
            .Select(static p => ((MemberInfo)p, (CryptographicAlgorithm)p.GetValue(null)!));

    private static IEnumerable<(MemberInfo, CryptographicAlgorithm)> NamesIn(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static f => ((MemberInfo)f, AlgorithmCatalogue.All.Single(a => a.Name == (string)f.GetRawConstantValue()!)));
}
