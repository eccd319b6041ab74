using QuantumAttributes.Inventory.Manifest;

namespace QuantumAttributes.Inventory.Tests.Manifest;

public sealed class TaskTests : IDisposable
{
    private static readonly string WithManifest = typeof(TaskTests).Assembly.Location;
    private static readonly string WithoutManifest = typeof(FactAttribute).Assembly.Location;

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-").FullName;
    private readonly BuildLog _log = new();

    [Fact]
    public void Given_AssemblyWithManifest_When_Written_Expect_ItsText()
    {
        Write(WithManifest);

        Assert.Equal("Bank", QuantumManifest.Parse(File.ReadAllText(PathOf("manifest.json"))).Assembly);
    }

    [Fact]
    public void Given_UnchangedManifest_When_WrittenAgain_Expect_FileUntouched()
    {
        Write(WithManifest);
        File.SetLastWriteTimeUtc(PathOf("manifest.json"), DateTime.UnixEpoch);

        Write(WithManifest);

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(PathOf("manifest.json")));
    }

    [Fact]
    public void Given_AssemblyWithoutManifest_When_Written_Expect_NoFileLeft()
    {
        Write(WithManifest);

        Write(WithoutManifest);

        Assert.False(File.Exists(PathOf("manifest.json")));
    }

    [Fact]
    public void Given_SoundBaseline_When_Compared_Expect_Success()
    {
        Write(WithManifest);

        Assert.True(Compare("manifest.json"));
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public void Given_BaselineWithMore_When_Compared_Expect_ErrorAtItsPlace()
    {
        Save(
            """
            { "version": 1, "assembly": "Bank", "entries": [
              { "kind": "hub", "name": "Bank.Chat", "route": "/chat", "auth": ["default"], "channel": true, "file": "src/Chat.cs", "line": 7 } ] }
            """);

        Assert.False(Compare("baseline.json"));
        var error = Assert.Single(_log.Errors);
        Assert.Equal("QA4001", error.Code);
        Assert.Equal((PathOf("src/Chat.cs"), 7), (error.File, error.LineNumber));
        Assert.StartsWith("The hub Bank.Chat, which demanded [QuantumAuth(\"default\")] and [QuantumChannel], is gone.", error.Message);
    }

    [Theory]
    [InlineData("{ ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "version": 2, "assembly": "Bank", "entries": [] }""")]
    [InlineData("""{ "version": 1, "entries": [] }""")]
    [InlineData("""{ "version": 1, "assembly": "Bank", "entries": [ { "kind": "hub" } ] }""")]
    [InlineData("""{ "version": 1, "assembly": "Bank", "entries": null }""")]
    public void Given_BaselineThatIsNone_When_Compared_Expect_Error(string json)
    {
        Save(json);

        Assert.False(Compare("baseline.json"));
        Assert.Equal("QA4002", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void Given_NoFile_When_AnApplicationIsCompared_Expect_Error()
    {
        Assert.False(Compare("missing.json", isApplication: true));
        Assert.Contains("'missing.json'", Assert.Single(_log.Errors).Message);
    }

    [Fact]
    public void Given_NoFile_When_ALibraryIsCompared_Expect_ErrorOnlyForAWholePath()
    {
        Assert.True(Compare("missing.json"));
        Assert.False(Compare(PathOf("missing.json")));
        Assert.Equal("QA4002", Assert.Single(_log.Errors).Code);
    }

    [Fact]
    public void Given_BaselineWhereTheBuildWasStarted_When_Compared_Expect_ItFound()
    {
        Save("""{ "version": 1, "assembly": "Bank", "entries": [] }""");

        Assert.True(Compare("baseline.json", project: PathOf("elsewhere")));
    }

    [Fact]
    public void Given_BaselineOfAnotherAssembly_When_ALibraryIsCompared_Expect_NothingSaid()
    {
        Save("""{ "version": 1, "assembly": "Shop", "entries": [] }""");

        Assert.True(Compare("baseline.json"));
    }

    [Fact]
    public void Given_BaselineOfAnotherAssembly_When_AnApplicationIsCompared_Expect_Error()
    {
        Save("""{ "version": 1, "assembly": "Shop", "entries": [] }""");

        Assert.False(Compare("baseline.json", isApplication: true));
        Assert.Contains("the manifest of Shop", Assert.Single(_log.Errors).Message);
    }

    [Fact]
    public void Given_AssemblyThatSaysNothingAnyMore_When_Compared_Expect_EverythingLost()
    {
        Save("""{ "version": 1, "assembly": "Bank", "entries": [ { "kind": "type", "name": "A", "channel": true, "file": "A.cs", "line": 1 } ] }""");

        Assert.False(Compare("baseline.json", WithoutManifest));
        Assert.Equal("QA4001", Assert.Single(_log.Errors).Code);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string PathOf(string name) => Path.GetFullPath(name, _directory);

    private void Save(string json) => File.WriteAllText(PathOf("baseline.json"), json);

    private void Write(string assembly) =>
        Assert.True(new WriteQuantumManifest { BuildEngine = _log, Assembly = assembly, File = PathOf("manifest.json") }.Execute());

    private bool Compare(string baseline, string? assembly = null, string? project = null, bool isApplication = false) => new CompareQuantumManifest
    {
        BuildEngine = _log,
        Assembly = assembly ?? WithManifest,
        AssemblyName = "Bank",
        Baseline = baseline,
        ProjectDirectory = project ?? _directory,
        StartDirectory = _directory,
        IsApplication = isApplication,
    }.Execute();
}
