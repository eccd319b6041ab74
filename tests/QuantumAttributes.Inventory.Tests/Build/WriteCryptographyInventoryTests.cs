using System.Text.Json;
using QuantumAttributes.Inventory.Build;
using QuantumAttributes.Inventory.Tests.Bom;
using QuantumAttributes.Inventory.Tests.Findings;

namespace QuantumAttributes.Inventory.Tests.Build;

public sealed class WriteCryptographyInventoryTests : IDisposable
{
    private readonly LogFile _log = new();
    private readonly BuildLog _build = new();

    private string Bom => _log.PathOf("cbom.cdx.json");

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public async Task Given_Log_When_Written_Expect_AValidInventoryOfTheAssembly(string version)
    {
        _log.Write(LogFile.Result("A.cs", 3, properties: new { algorithm = "RSA", parameters = "2048", primitive = "pke", threat = "Both" }));

        Assert.True(Execute(version));

        string json = File.ReadAllText(Bom);
        Assert.Empty(await CycloneDxSchema.FindMistakesAsync(version, json));
        JsonElement metadata = JsonDocument.Parse(json).RootElement.GetProperty("metadata");
        Assert.Equal("Shop", metadata.GetProperty("component").GetProperty("name").GetString());
        Assert.Equal("application", metadata.GetProperty("component").GetProperty("type").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+[-a-z0-9.]*$", metadata.GetProperty("tools").GetProperty("components")[0].GetProperty("version").GetString());
        Assert.Equal(
            ["net10.0", "cnsa2"],
            metadata.GetProperty("properties").EnumerateArray().Select(static property => property.GetProperty("value").GetString()));
        Assert.Contains("\"name\": \"RSA-2048\"", json);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.60")]
    [InlineData("2")]
    [InlineData("nonsense")]
    public void Given_VersionThatCannotBeWritten_When_Written_Expect_Error(string version)
    {
        _log.Write(LogFile.Result("A.cs"));
        File.WriteAllText(Bom, "of an earlier build");

        Assert.False(Execute(version));
        Assert.Equal("QA4003", Assert.Single(_build.Errors).Code);
        Assert.Contains($"'{version}'", _build.Errors[0].Message);
        Assert.False(File.Exists(Bom));
    }

    [Fact]
    public void Given_LogOfAnotherVersion_When_Written_Expect_WarningAndNoFile()
    {
        _log.WriteText("""{ "version": "1.0.0", "runs": [] }""");
        File.WriteAllText(Bom, "of an earlier build");

        Assert.True(Execute("1.6"));
        Assert.Equal("QA4004", Assert.Single(_build.Warnings).Code);
        Assert.Contains(",version=2.1", _build.Warnings[0].Message);
        Assert.False(File.Exists(Bom));
    }

    [Fact]
    public void Given_AnalyzersThatDidNotRun_When_Written_Expect_NoFileAndAMessage()
    {
        _log.Write();
        File.WriteAllText(Bom, "of an earlier build");

        Assert.True(Execute("1.6"));
        Assert.Contains("the analyzers did not run", Assert.Single(_build.Messages).Message);
        Assert.Empty(_build.Warnings);
        Assert.False(File.Exists(Bom));
    }

    [Fact]
    public void Given_SourcesThatDoNotCompile_When_Written_Expect_NoFile()
    {
        var error = LogFile.Result("A.cs", rule: "CS0246");
        error["level"] = "error";
        _log.Write(LogFile.Result("A.cs"), error);
        File.WriteAllText(Bom, "of an earlier build");

        Assert.True(Execute("1.6"));
        Assert.Contains("not all sources compile", Assert.Single(_build.Messages).Message);
        Assert.False(File.Exists(Bom));
    }

    [Fact]
    public void Given_AnalyzersThatFoundNothing_When_Written_Expect_AnEmptyInventory()
    {
        _log.WriteText("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "rules": [ { "id": "QA1001" } ] } } } ] }""");

        Assert.True(Execute("1.6"));
        Assert.Contains("\"components\": []", File.ReadAllText(Bom));
    }

    public void Dispose() => _log.Dispose();

    private bool Execute(string version) => new WriteCryptographyInventory
    {
        BuildEngine = _build,
        CompilerLog = _log.Path,
        File = Bom,
        CycloneDxVersion = version,
        AssemblyName = "Shop",
        AssemblyVersion = "1.2.0",
        IsApplication = true,
        TargetFramework = "net10.0",
        Profile = "cnsa2",
        ProjectDirectory = _log.Project,
    }.Execute();
}
