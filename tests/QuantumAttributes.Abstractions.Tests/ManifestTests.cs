namespace QuantumAttributes.Abstractions.Tests;

public class ManifestTests
{
    [Fact]
    public void Given_EveryField_When_Parsed_Expect_AllOfThem()
    {
        QuantumManifest manifest = QuantumManifest.Parse("""
            { "version": 1, "assembly": "Bank", "entries": [
              { "kind": "capability", "name": "document.sign", "member": "Bank.DocumentAgent.Sign(int)", "methods": ["POST"],
                "route": "/sign", "algorithm": "ML-DSA-65", "auth": [null, "default"], "channel": true, "file": "Agents/Documents.cs", "line": 7 } ] }
            """);

        QuantumManifestEntry entry = Assert.Single(manifest.Entries);
        Assert.Equal((1, "Bank"), (manifest.Version, manifest.Assembly));
        Assert.Equal(("capability", "document.sign", "Bank.DocumentAgent.Sign(int)"), (entry.Kind, entry.Name, entry.Member));
        Assert.Equal(("/sign", "ML-DSA-65", true, "Agents/Documents.cs", 7), (entry.Route, entry.Algorithm, entry.Channel, entry.File, entry.Line));
        Assert.Equal(["POST"], entry.Methods);
        Assert.Equal([null, "default"], entry.Auth);
        Assert.True(entry.IsProtected);
    }

    [Fact]
    public void Given_FieldsLeftOut_When_Parsed_Expect_NothingDemanded()
    {
        QuantumManifestEntry entry = Assert.Single(QuantumManifest.Parse(
            """{ "version": 1, "assembly": "Bank", "entries": [ { "kind": "profile", "name": "payments", "file": "Program.cs", "line": 1 } ] }""").Entries);

        Assert.Empty(entry.Methods);
        Assert.Empty(entry.Auth);
        Assert.False(entry.IsProtected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{ "version": 2, "assembly": "Bank", "entries": [] }""")]
    [InlineData("""{ "assembly": "Bank", "entries": [] }""")]
    [InlineData("""{ "version": 1, "assembly": null, "entries": [] }""")]
    public void Given_NoManifestOfThisVersion_When_Parsed_Expect_FormatException(string json) =>
        Assert.Throws<FormatException>(() => QuantumManifest.Parse(json));

    [Fact]
    public void Given_AssemblyWithoutManifest_When_Read_Expect_Null() => Assert.Null(QuantumManifest.Of(typeof(QuantumManifest).Assembly));
}
