using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>That the corpus is what it says: programs that compile, with as many labels as were given.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("Payments")]
    [InlineData("Devices")]
    [InlineData("Records")]
    [InlineData("Ledger")]
    public void Given_Project_When_Compiled_Expect_NoError(string name)
    {
        var errors = new CorpusProject(name).Compile()
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToArray();

        Assert.True(errors.Length == 0, string.Join('\n', errors.Select(static error => $"{error}")));
    }

    [Theory]
    [InlineData("Payments", "Find 87, Lower 43, Hybrid 1, Clean 123")]
    [InlineData("Devices", "Find 108, Lower 30, Hybrid 14, Clean 147")]
    [InlineData("Records", "Find 121, Lower 52, Hybrid 4, Clean 153")]
    [InlineData("Ledger", "Find 106, Lower 62, Hybrid 3, Clean 199")]
    public void Given_Project_When_LabelsCounted_Expect_AsManyAsWereGiven(string name, string counts)
    {
        var labels = new CorpusProject(name).Labels;

        var counted = Enum.GetValues<CorpusLabelKind>().Select(kind => $"{kind} {labels.Count(label => label.Kind == kind)}");
        Assert.Equal(counts, string.Join(", ", counted));
    }

    [Fact]
    public void Given_Corpus_When_FamiliesLookedUp_Expect_EachToBeFoundSomewhere()
    {
        var found = ((string[])["Payments", "Devices", "Records"])
            .SelectMany(static name => new CorpusProject(name).Labels)
            .Where(static label => label.Kind == CorpusLabelKind.Find)
            .Select(static label => label.Family);

        Assert.Empty(CorpusLabels.Families.Except(found));
    }

    [Fact]
    public void Given_Labels_When_Read_Expect_LineKindAndFamily()
    {
        var labels = Read("""
            int a = 1; // clean
            int b = 2; // an ordinary comment
            int c = 3; // lower: certificate-keys
            string d = "// find: rsa"; // whatever a string says
            """);

        Assert.Equal([new("Code.cs", 1, CorpusLabelKind.Clean, ""), new("Code.cs", 3, CorpusLabelKind.Lower, "certificate-keys")], labels);
    }

    [Theory]
    [InlineData("// find")]
    [InlineData("// find: rsa")]
    [InlineData("// Find: signatures")]
    [InlineData("//find: signatures")]
    [InlineData("// find : signatures")]
    [InlineData("// find: signatures, weak")]
    [InlineData("// find: signatures // clean")]
    [InlineData("// hybrid")]
    [InlineData("// clean: weak")]
    [InlineData("// clean, since it compares")]
    [InlineData("\n// clean")]
    public void Given_WhatIsNearlyALabel_When_Read_Expect_FormatException(string comment) =>
        Assert.Throws<FormatException>(() => Read("int a = 1; " + comment));

    private static CorpusLabel[] Read(string source) =>
        [.. CorpusLabels.Read(CSharpSyntaxTree.ParseText(source, path: "/corpus/Code.cs", cancellationToken: TestContext.Current.CancellationToken))];
}
