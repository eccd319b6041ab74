using System.Text.Json;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>Which projects and which of their logs an inventory is made of.</summary>
public sealed class InventorySourceTests : IDisposable
{
    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("\\")]
    [InlineData("/")]
    public async Task Given_ASolution_When_Read_Expect_TheProjectsThatItNames(string slash)
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        _tree.AddBuilt("Stray", new LoggedFinding());
        string solution = Path.Combine(_tree.Root, "Shop.sln");
        BuiltTree.Write(solution, $$"""

            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{827E0CD3-B72D-47B6-A68D-7590B98EB39B}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Orders", "Orders{{slash}}Orders.csproj", "{E16AE0FB-EFC4-4F96-A11B-963B447AEF92}"
            EndProject
            Project("{F2A71F9B-5D33-465A-A702-920D77279786}") = "Sums", "Sums{{slash}}Sums.fsproj", "{E16AE0FB-EFC4-4F96-A11B-963B447AEF93}"
            EndProject
            """.ReplaceLineEndings("\r\n"));

        JsonElement inventory = (await _tree.RunOnAsync(solution, "--json")).Expect(ExitCode.Done).Json;

        Assert.Equal(["Orders/Orders.csproj"], ProjectsOf(inventory));
        Assert.Equal(1, inventory.GetProperty("counts").GetProperty("warnings").GetInt32());
    }

    [Fact]
    public async Task Given_ASolutionInXml_When_Read_Expect_TheProjectsThatItNames()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        _tree.AddBuilt("Stray", new LoggedFinding());
        string solution = Path.Combine(_tree.Root, "Shop.slnx");
        BuiltTree.Write(
            solution, """<Solution><Folder Name="/src/"><Project Path="Orders\Orders.csproj" /></Folder><File Path="a.md" /></Solution>""");

        JsonElement inventory = (await _tree.RunOnAsync(solution, "--json")).Expect(ExitCode.Done).Json;

        Assert.Equal(["Orders/Orders.csproj"], ProjectsOf(inventory));
    }

    [Fact]
    public async Task Given_ADirectory_When_Read_Expect_EveryProjectBelowItAndNoneOfBuilds()
    {
        _tree.AddBuilt("Orders");
        _tree.AddProject("Payments", Path.Combine("src", "deep"));
        _tree.AddProject("Copy", Path.Combine("Orders", "obj"));
        _tree.AddProject("Copy", Path.Combine("Orders", "bin"));
        _tree.AddProject("Hidden", ".cache");

        Assert.Equal(["Orders/Orders.csproj", "src/deep/Payments/Payments.csproj"], ProjectsOf(await _tree.JsonAsync()));
    }

    [Fact]
    public async Task Given_OneProject_When_Read_Expect_FilesNamedFromItsDirectory()
    {
        string project = _tree.AddBuilt("Orders", new LoggedFinding { File = "Sub/Seal.cs" });

        JsonElement inventory = (await _tree.RunOnAsync(project, "--json")).Expect(ExitCode.Done).Json;

        Assert.Equal("Sub/Seal.cs", Assert.Single(inventory.GetProperty("findings").EnumerateArray()).GetProperty("file").GetString());
    }

    [Theory]
    [InlineData(null, "Debug", "ECDSA-P-256")]
    [InlineData("Release", "Release", "RSA-2048")]
    [InlineData("release", "Release", "RSA-2048")]
    public async Task Given_TwoConfigurations_When_Read_Expect_TheOneNamedOrBuiltLast(string? named, string configuration, string algorithm)
    {
        string project = _tree.AddBuilt("Orders", new LoggedFinding());
        BuiltTree.AddLog(project, "Debug/net10.0", 5, LoggedFinding.Signature);

        JsonElement inventory = await _tree.JsonAsync(named is null ? [] : ["--configuration", named]);

        Assert.Equal(configuration, inventory.GetProperty("projects")[0].GetProperty("configuration").GetString());
        Assert.Equal(algorithm, Assert.Single(inventory.GetProperty("findings").EnumerateArray()).GetProperty("algorithm").GetString());
    }

    [Theory]
    [InlineData("Release", "Release", "")]
    [InlineData("x64/Release/net10.0", "Release", "net10.0")]
    [InlineData("Release/net10.0/linux-x64", "Release", "net10.0/linux-x64")]
    public async Task Given_APlaceOfALog_When_Read_Expect_ConfigurationAndTarget(string place, string configuration, string target)
    {
        BuiltTree.AddLog(_tree.AddProject("Orders"), place, new LoggedFinding());

        JsonElement project = (await _tree.JsonAsync()).GetProperty("projects")[0];

        Assert.Equal(configuration, project.GetProperty("configuration").GetString());
        Assert.Equal([target], project.GetProperty("targets").EnumerateArray().Select(static name => name.GetString()));
    }

    [Fact]
    public async Task Given_ArtifactsOfAllProjectsInOnePlace_When_Read_Expect_TheLogFound()
    {
        string project = _tree.AddProject("Orders", "src");
        string log = Path.Combine(_tree.Root, "artifacts", "obj", "Orders", "release_net10.0", "Orders.sarif");
        BuiltTree.WriteLog(log, project, 0, new LoggedFinding());

        JsonElement inventory = await _tree.JsonAsync("--configuration", "Release");

        Assert.Equal("src/Orders/Seal.cs", Assert.Single(inventory.GetProperty("findings").EnumerateArray()).GetProperty("file").GetString());
        Assert.Equal("net10.0", inventory.GetProperty("projects")[0].GetProperty("targets")[0].GetString());
    }

    [Fact]
    public async Task Given_NothingBuilt_When_Read_Expect_AFailureThatNamesTheProjects()
    {
        _tree.AddProject("Orders");
        _tree.AddProject("Payments");

        ToolOutcome outcome = (await _tree.RunAsync("--json")).Expect(ExitCode.Failed);

        Assert.Equal("inventory", outcome.ErrorJson.GetProperty("type").GetString());
        Assert.Equal(
            "Orders/Orders.csproj, Payments/Payments.csproj: not built with QuantumAttributes since clean: run dotnet build.",
            outcome.ErrorJson.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Given_AConfigurationThatWasNotBuilt_When_Read_Expect_AFailureThatNamesIt()
    {
        _tree.AddBuilt("Orders");

        ToolOutcome outcome = (await _tree.RunAsync("--configuration", "Debug")).Expect(ExitCode.Failed);

        Assert.Contains("in Debug", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AProjectThatWasNotBuilt_When_OthersWere_Expect_ANoteAndAFailureWhereStrict()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        _tree.AddProject("Payments");
        string sarif = _tree.At("strict.sarif");

        ToolOutcome outcome = (await _tree.RunAsync()).Expect(ExitCode.Done);
        ToolOutcome strict = (await _tree.RunAsync("--strict", "--sarif", sarif)).Expect(ExitCode.Failed);

        Assert.Equal("Payments/Payments.csproj: not built with QuantumAttributes since clean: run dotnet build.", outcome.Error.Trim());
        Assert.Contains("in 1 of 2 projects", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("Payments/Payments.csproj", strict.Error, StringComparison.Ordinal);
        Assert.Empty(strict.Out);
        Assert.False(File.Exists(sarif));
    }

    [Fact]
    public async Task Given_ALogWithoutTheAnalyzers_When_Read_Expect_NoInventoryOfNothing()
    {
        string log = BuiltTree.AddLog(_tree.AddProject("Orders"), "Release/net10.0");
        await File.WriteAllTextAsync(
            log, """{ "version": "2.1.0", "runs": [{ "results": [], "tool": { "driver": { "name": "csc", "rules": [] } } }] }""");

        ToolOutcome outcome = (await _tree.RunAsync()).Expect(ExitCode.Failed);

        Assert.Contains("without the analyzers", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orders/Sub/Seal.cs", true)]
    [InlineData("Orders/Orders.csproj", true)]
    [InlineData("Orders/appsettings.Production.json", true)]
    [InlineData("Orders/obj/Release/net10.0/Orders.AssemblyInfo.cs", false)]
    [InlineData("Orders/notes.md", false)]
    [InlineData("Orders/Plugin/Plugin.cs", false)]
    public async Task Given_AFileChangedAfterTheBuild_When_Read_Expect_ANoteWhereItIsASource(string file, bool isStale)
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        BuiltTree.AddLog(_tree.AddProject("Plugin", "Orders"), "Release/net10.0", 20);
        BuiltTree.Write(Path.Combine(_tree.Root, file), "<Project />", later: 10);

        ToolOutcome outcome = (await _tree.RunAsync("--json")).Expect(ExitCode.Done);

        Assert.Equal(isStale ? "Stale" : "Built", outcome.Json.GetProperty("projects")[0].GetProperty("state").GetString());
        Assert.Equal(isStale, outcome.Error.Contains("stale", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Shop.sln", "")]
    [InlineData("Shop.sln", "Project(\"{}\") = \"Orders\", \"Orders.csproj\", \"{}\"")]
    [InlineData("Shop.sln", "Microsoft Visual Studio Solution File\nProject(\"{}\") = \"Orders\", \"Or\0ders.csproj\", \"{}\"")]
    [InlineData("Shop.slnx", "")]
    [InlineData("Shop.slnx", "<Solution><Project /></Solution>")]
    [InlineData("Shop.slnx", "<Solution><Project Path='a.csproj'>")]
    [InlineData("Shop.slnx", "<Project Path='a.csproj' />")]
    [InlineData("Shop.slnx", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Solution><Project Path='&e;.csproj' /></Solution>")]
    public async Task Given_AMalformedSolution_When_Read_Expect_TheUsualFailure(string name, string text)
    {
        string solution = Path.Combine(_tree.Root, name);
        BuiltTree.Write(solution, text);

        ToolOutcome outcome = (await _tree.RunOnAsync(solution)).Expect(ExitCode.Failed);

        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.Contains(name, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "version": "1.0.0", "runLogs": [] }""")]
    [InlineData("""{ "version": "2.1.0", "runs": [{ "results": [{ "ruleId": "QA1001", "locations": 1 }] }] }""")]
    public async Task Given_AMalformedLog_When_Read_Expect_TheUsualFailure(string text)
    {
        string log = BuiltTree.AddLog(_tree.AddProject("Orders"), "Release/net10.0");
        await File.WriteAllTextAsync(log, text);

        ToolOutcome outcome = (await _tree.RunAsync("--json")).Expect(ExitCode.Failed);

        Assert.Equal("inventory", outcome.ErrorJson.GetProperty("type").GetString());
        Assert.Contains("Orders.sarif", outcome.ErrorJson.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Theory]
    [InlineData("missing", ExitCode.Failed)]
    [InlineData("missing.sln", ExitCode.Failed)]
    [InlineData("readme.md", ExitCode.Usage)]
    public async Task Given_APathOfNothing_When_Read_Expect_AFailure(string name, int exitCode)
    {
        BuiltTree.Write(Path.Combine(_tree.Root, "readme.md"), "text");

        (await _tree.RunOnAsync(Path.Combine(_tree.Root, name))).Expect(exitCode);
    }

    private static IEnumerable<string?> ProjectsOf(JsonElement inventory) =>
        inventory.GetProperty("projects").EnumerateArray().Select(static project => project.GetProperty("project").GetString());
}
