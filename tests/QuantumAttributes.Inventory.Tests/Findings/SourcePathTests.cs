using System.Text.Json.Nodes;
using QuantumAttributes.Inventory.Findings;
using static QuantumAttributes.Inventory.Tests.Findings.LogFile;

namespace QuantumAttributes.Inventory.Tests.Findings;

public sealed class SourcePathTests : IDisposable
{
    private readonly LogFile _log = new();

    [Theory]
    [InlineData("Orders.cs", "Orders.cs")]
    [InlineData("Shop/Orders.cs", "Shop/Orders.cs")]
    [InlineData("Shop/../Orders.cs", "Orders.cs")]
    [InlineData("../shared/Keys.cs", "../shared/Keys.cs")]
    [InlineData("A%20b%231%25.cs", "A b#1%.cs")]
    [InlineData("%C3%9Cbung.cs", "Übung.cs")]
    public void Given_RelativeUri_When_Read_Expect_ThePathFromTheProject(string uri, string path) => Assert.Equal(path, FileOf(Result(uri)));

    [Theory]
    [InlineData("Orders.cs")]
    [InlineData("Shop/Or ders#1%.cs")]
    [InlineData("Shop/100%25/Übung+1.cs")]
    [InlineData("../shared/Keys.cs")]
    [InlineData("../project2/Keys.cs")]
    public void Given_WholeUriOfTheCompiler_When_Read_Expect_ThePathFromTheProject(string path) =>
        Assert.Equal(path, FileOf(Result(new Uri(Path.GetFullPath(path, _log.Project)).AbsoluteUri)));

    [Fact]
    public void Given_FileThatSharesNothingWithTheProject_When_Read_Expect_ItsWholePath() =>
        Assert.Equal("/elsewhere/a b.cs", FileOf(Result("file:///elsewhere/a%20b.cs")));

    [Fact]
    public void Given_UriThatIsNoFile_When_Read_Expect_It() => Assert.Equal("https://example.org/a.cs", FileOf(Result("https://example.org/a.cs")));

    [Fact]
    public void Given_UriWithBases_When_Read_Expect_ThemInFront()
    {
        string root = new Uri(_log.Project + "/").AbsoluteUri;
        _log.WriteText(
            $$"""
            { "version": "2.1.0", "runs": [ {
              "originalUriBaseIds": { "ROOT": { "uri": "{{root}}" }, "SRC": { "uri": "src/", "uriBaseId": "ROOT" } },
              "results": [ { "ruleId": "QA1001", "locations": [
                { "physicalLocation": { "artifactLocation": { "uri": "A%20b.cs", "uriBaseId": "SRC" } } } ] } ] } ] }
            """);

        Assert.Equal("src/A b.cs", Assert.Single(FindingLog.Read(_log.Path, _log.Project)).File);
    }

    [Fact]
    public void Given_UnknownBase_When_Read_Expect_TheProject()
    {
        var result = Result("A.cs");
        result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uriBaseId"] = "%SRCROOT%";

        Assert.Equal("A.cs", FileOf(result));
    }

    public void Dispose() => _log.Dispose();

    private string FileOf(JsonObject result) => Assert.Single(FindingLog.Read(_log.Write(result).Path, _log.Project)).File;
}
