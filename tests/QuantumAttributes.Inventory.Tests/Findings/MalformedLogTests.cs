using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Tests.Findings;

public sealed class MalformedLogTests : IDisposable
{
    private readonly LogFile _log = new();

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{ ", "JSON")]
    [InlineData("[]", "'version'")]
    [InlineData("null", "'version'")]
    [InlineData("{}", "its version is missing")]
    [InlineData("""{ "version": 2 }""", "'version' is no text")]
    [InlineData("""{ "version": "1.0.0", "runs": [] }""", "its version is 1.0.0; let ErrorLog end with ,version=2.1")]
    [InlineData("""{ "version": "2.2", "runs": [] }""", "its version is 2.2")]
    [InlineData("""{ "version": "2.1.0" }""", "there are no 'runs'")]
    [InlineData("""{ "version": "2.1.0", "runs": {} }""", "'runs' is no array")]
    [InlineData("""{ "version": "2.1.0", "runs": [ 1 ] }""", "no object but Number")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "results": 1 } ] }""", "'results' is no array")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "results": [ "x" ] } ] }""", "no object but String")]
    [InlineData(
        """{ "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "QA1001", "level": 3 } ] } ] }""", "result 0, QA1001: 'level' is no text")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "rules": 7 } } } ] }""", "'rules' is no array")]
    public void Given_NoSuchLog_When_Read_Expect_WhatIsWrong(string text, string wrong) => Refused(text, wrong);

    [Theory]
    [InlineData("""{ "artifactLocation": {} }""", "there is no 'uri'")]
    [InlineData("""{ "artifactLocation": { "uri": "http://[" } }""", "'http://[' is no URI")]
    [InlineData("""{ "artifactLocation": { "uri": "a.cs" }, "region": { "startLine": 0 } }""", "'startLine' is no number from 1")]
    [InlineData("""{ "artifactLocation": { "uri": "a.cs" }, "region": { "startLine": "1" } }""", "'startLine' is no number from 1")]
    [InlineData("""{ "artifactLocation": { "uri": "a.cs" }, "region": { "startColumn": 1.5 } }""", "'startColumn' is no number from 1")]
    [InlineData("""{ "artifactLocation": { "uri": "a.cs", "uriBaseId": "LOOP" } }""", "its own base")]
    [InlineData("""{ "artifactLocation": { "uri": "\ud800" } }""", "")]
    public void Given_PlaceThatIsNone_When_Read_Expect_WhatIsWrong(string place, string wrong) => Refused(
        $$"""
        { "version": "2.1.0", "runs": [ {
          "originalUriBaseIds": { "LOOP": { "uri": "x/", "uriBaseId": "LOOP" } },
          "results": [ { "ruleId": "QA1001", "locations": [ { "physicalLocation": {{place}} } ] } ] } ] }
        """,
        wrong);

    [Fact]
    public void Given_PropertiesThatAreNone_When_Read_Expect_WhatIsWrong() => Refused(
        """{ "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "QA1001", "properties": { "customProperties": [] } } ] } ] }""",
        "'customProperties' is no object");

    public void Dispose() => _log.Dispose();

    private void Refused(string text, string wrong)
    {
        var refusal = Assert.Throws<FormatException>(() => FindingLog.Read(_log.WriteText(text).Path, _log.Project));

        Assert.StartsWith($"{_log.Path} is no log in SARIF 2.1: ", refusal.Message);
        Assert.Contains(wrong, refusal.Message);
    }
}
