using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

public class IncrementalTests
{
    private const string Hubs = """
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;

        [QuantumHub("/chat")]
        public partial class ChatHub : Hub { [QuantumAuth("one")] public int Count() => 1; }

        [QuantumHub("/feed")]
        public class FeedHub : Hub;
        """;

    private static readonly TestProject Project = new() { IsApplication = false, Source = Hubs };

    [Fact]
    public void Given_ClassWithAnotherBase_When_GeneratedAgain_Expect_NothingWrittenAgain()
    {
        var again = Edited(TestProject.UnrelatedFile, "class Unrelated : System.Exception { class Inner : Unrelated { } }");

        AssertUnmoved(again);
    }

    [Fact]
    public void Given_HubWithoutAttributes_When_GeneratedAgain_Expect_NothingWrittenAgain()
    {
        var again = Edited(TestProject.UnrelatedFile, "class Unrelated : Microsoft.AspNetCore.SignalR.Hub { void Say() { } }");

        AssertUnmoved(again);
    }

    [Fact]
    public void Given_AnotherBodyOfAHubMethod_When_GeneratedAgain_Expect_NothingWrittenAgain()
    {
        var again = Edited("Program.cs", Hubs.Replace("=> 1;", "=> /* Another. */ 2;", StringComparison.Ordinal));

        AssertUnmoved(again);
    }

    [Fact]
    public void Given_AnotherPolicy_When_GeneratedAgain_Expect_OnlyItsHubAndTheModule()
    {
        var again = Edited("Program.cs", Hubs.Replace("\"one\"", "\"two\"", StringComparison.Ordinal));

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Hubs));
        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Module));
        Assert.Equal([IncrementalStepRunReason.Cached], again.Reasons(StepNames.Agents));
        Assert.Contains("\"quantum:two\"", again.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AttributeInAnotherFile_When_GeneratedAgain_Expect_ItsHubWrittenAgain()
    {
        var again = Edited(TestProject.UnrelatedFile, "[QuantumAttributes.QuantumAuth(\"other file\")] partial class ChatHub;");

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Hubs));
        Assert.Contains("new(\"quantum:other file\", \"ChatHub\")", again.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AnotherPartOfAHub_When_GeneratedAgain_Expect_NothingWrittenAgain()
    {
        var again = Edited(TestProject.UnrelatedFile, "partial class ChatHub : System.IDisposable;");

        Assert.Equal([IncrementalStepRunReason.Unchanged], again.Reasons(StepNames.Hubs));
        Assert.All(again.SourceReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Given_HubsGone_When_GeneratedAgain_Expect_TheirModuleGone()
    {
        Assert.Empty(Edited("Program.cs", "// All gone.").Files);
    }

    private static GeneratorRun Edited(string file, string text)
    {
        var run = GeneratorRun.Checked(Project);
        var old = run.Input.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == file);
        return run.RunAgain(run.Input.ReplaceSyntaxTree(old, Project.Parse(file, text)));
    }

    private static void AssertUnmoved(GeneratorRun again)
    {
        Assert.Equal([IncrementalStepRunReason.Cached], again.Reasons(StepNames.Hubs));
        Assert.All(again.SourceReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
