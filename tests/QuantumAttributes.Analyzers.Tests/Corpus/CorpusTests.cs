using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>That the corpus is what it says: programs that compile, with as many labels as were given. What is made of them is tested elsewhere.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("Payments")]
    [InlineData("Devices")]
    [InlineData("Records")]
    public void Given_Project_When_Compiled_Expect_NoError(string name)
    {
        var errors = new CorpusProject(name).Compile()
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToArray();

        Assert.True(errors.Length == 0, string.Join('\n', errors.Select(static error => $"{error}")));
    }

    [Theory]
    [InlineData("Payments", "Find 0, Lower 0, Hybrid 0, Clean 0")]
    [InlineData("Devices", "Find 0, Lower 0, Hybrid 0, Clean 0")]
    [InlineData("Records", "Find 0, Lower 0, Hybrid 0, Clean 0")]
    public void Given_Project_When_LabelsCounted_Expect_AsManyAsWereGiven(string name, string counts)
    {
        var labels = new CorpusProject(name).Labels;

        Assert.Equal(counts, string.Join(", ", Enum.GetValues<CorpusLabelKind>().Select(kind => $"{kind} {labels.Count(label => label.Kind == kind)}")));
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
        var labels = Read("int a = 1; // clean\nint b = 2; // an ordinary comment\nint c = 3; // lower: certificate-keys\nstring d = \"// find: rsa\";");

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
