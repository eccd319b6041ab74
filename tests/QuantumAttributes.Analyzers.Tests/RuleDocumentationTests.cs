using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.Analyzers.Tests;

/// <summary>That docs/rules says what the rules are: the table is written from the descriptors (<c>UPDATE_DOCS=1</c>), and each has its page.</summary>
public sealed class RuleDocumentationTests
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->\n";

    private static readonly string RulesDirectory = typeof(RuleDocumentationTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RulesDirectory").Value!;

    private static readonly ImmutableArray<DiagnosticDescriptor> Rules =
    [
        .. Instances<DiagnosticAnalyzer>(typeof(ClassicalCryptographyAnalyzer).Assembly)
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly ImmutableHashSet<string> Fixed =
    [
        .. Instances<CodeFixProvider>(Assembly.Load("QuantumAttributes.CodeFixes")).SelectMany(fix => fix.FixableDiagnosticIds),
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    [Fact]
    public void Given_Descriptors_When_TableRead_Expect_ItToSayTheSame()
    {
        string path = Path.Combine(RulesDirectory, "README.md");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            text = text[..begin] + Table() + text[end..];
            File.WriteAllText(path, text);
            end = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.Equal(Table(), text[begin..end]);
    }

    [Fact]
    public void Given_Descriptors_When_Compared_Expect_NoIdTwice() => Assert.Equal(Rules.Length, Rules.Select(rule => rule.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_Rule_When_ItsPageRead_Expect_ItToSayWhatTheDescriptorSays(string id)
    {
        DiagnosticDescriptor rule = Rules.Single(rule => rule.Id == id);
        string page = File.ReadAllText(Path.Combine(RulesDirectory, $"{id}.md")).ReplaceLineEndings("\n");

        string title = char.ToLowerInvariant(rule.Title.ToString()[0]) + rule.Title.ToString()[1..];
        Assert.Contains(page.Split('\n')[0], (string[])[$"# {id}: {title}", $"# {id}: {rule.Title}"]);
        Assert.Contains($"| Category | {rule.Category} |\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Severity | {Severity(rule)} |\n", page, StringComparison.Ordinal);
        Assert.Contains(Fixed.Contains(id) ? "| Code fix | yes: " : "| Code fix | none: ", page, StringComparison.Ordinal);
        Assert.Contains("```csharp", page, StringComparison.Ordinal);
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    private static string Table()
    {
        var table = new StringBuilder("| rule | what it finds | category | severity | code fix |\n|---|---|---|---|---|\n");
        foreach (DiagnosticDescriptor rule in Rules)
        {
            string category = rule.Category[(rule.Category.IndexOf('.', StringComparison.Ordinal) + 1)..];
            string fix = Fixed.Contains(rule.Id) ? "yes" : "";
            table.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {category} | {Severity(rule)} | {fix} |\n");
        }

        return table.ToString();
    }

    private static string Severity(DiagnosticDescriptor rule) => rule switch
    {
        { IsEnabledByDefault: false } => "off by default",
        { DefaultSeverity: DiagnosticSeverity.Info } => "suggestion",
        _ => rule.DefaultSeverity.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<T> Instances<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type)!);
}
