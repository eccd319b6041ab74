using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Tests.Findings;

public sealed class PragmaCommentsTests : IDisposable
{
    private readonly LogFile _log = new();

    [Theory]
    [InlineData("#pragma warning disable QA1001 // Why.", "Why.")]
    [InlineData("  #  pragma  warning  disable  CA1, QA1001,CA2 //Why. // And more.", "Why. // And more.")]
    [InlineData("#pragma warning disable // Everything.", "Everything.")]
    [InlineData("#pragma warning disable QA1001 // Why.\n\n\n", "Why.")]
    [InlineData("#pragma warning disable QA1001 // Far.\n#pragma warning disable QA1001 // Near.", "Near.")]
    [InlineData("#pragma warning disable QA1001 // Why.\n#pragma warning disable QA1002 // Another.", "Why.")]
    [InlineData("#pragma warning disable QA1001 // Why.\n#pragma warning restore QA1002", "Why.")]
    [InlineData("#pragma warning disable QA1001 // Why.\r\n", "Why.")]
    [InlineData("#pragma warning disable QA1001", null)]
    [InlineData("#pragma warning disable QA1001 //", null)]
    [InlineData("#pragma warning disable QA10011 // Another.", null)]
    [InlineData("#pragma warning disable QA1001 // Why.\n#pragma warning restore QA1001", null)]
    [InlineData("#pragma warning disable QA1001 // Why.\n#pragma warning restore", null)]
    [InlineData("// #pragma warning disable QA1001 // Commented out.", null)]
    [InlineData("", null)]
    public void Given_SourceAboveALine_When_Searched_Expect_TheCommentOfThePragmaInForce(string source, string? expected)
    {
        string file = _log.PathOf("a.cs");
        File.WriteAllText(file, source + "\nRSA.Create();\n#pragma warning disable QA1001 // Below.\n");

        Assert.Equal(expected, new PragmaComments().Find(file, source.Count(static character => character == '\n') + 2, "QA1001"));
    }

    [Fact]
    public void Given_LineBehindTheEnd_When_Searched_Expect_ThePragmaAbove()
    {
        string file = _log.PathOf("a.cs");
        File.WriteAllText(file, "#pragma warning disable QA1001 // Why.");

        Assert.Equal("Why.", new PragmaComments().Find(file, 100, "QA1001"));
        Assert.Null(new PragmaComments().Find(file, 0, "QA1001"));
    }

    public void Dispose() => _log.Dispose();
}
