using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Endpoints;

public class JsonContextTests
{
    private const string File = "AppQuantumModule.Json.g.cs";

    private const string Agent = """
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        using QuantumAttributes;

        namespace Bank;

        public record Document(string Text);

        [QuantumAgent("documents")]
        public class DocumentAgent
        {
            [QuantumCapability("document.sign", Route = "/sign")] public List<int?>? Sign(Document? document) => null;
            [QuantumCapability("document.read", Route = "/read")] public IAsyncEnumerable<long> Read(string name) => null!;
            [QuantumCapability("document.keep")] public byte[] Keep(Document document) => [];
        }

        """;

    private static readonly string Source = Agent
        + Context("OfRequests", "typeof(Document)")
        + Context("OfAnswers", "typeof(int)), JsonSerializable(typeof(List<int?>)")
        + Context("OfItems", "typeof(long)")
        + Context("OfOthers", "typeof(byte[])")
        + "class Outer { " + Context("Hidden", "typeof(Document)").Replace("internal", "private", StringComparison.Ordinal) + " }";

    [Fact]
    public void Given_ContextsOfRoutedTypes_When_Generated_Expect_ThemRegistered() => Snapshot.Match(Json(GeneratorRun.Checked(Project()))!);

    [Theory]
    [InlineData("Route = \"/", "Algorithm = \"")]
    [InlineData("[QuantumAgent(\"documents\")]", "")]
    public void Given_NoRoutes_When_Generated_Expect_NoContexts(string before, string after) =>
        Assert.Null(Json(GeneratorRun.Checked(Project(before, after))));

    [Fact]
    public void Given_NoAspNetCore_When_Generated_Expect_NoContexts() =>
        Assert.Null(Json(GeneratorRun.Checked(Project() with { HasAspNetCore = false })));

    [Fact]
    public void Given_AnotherTypeSerializable_When_GeneratedAgain_Expect_ItsContextRegistered()
    {
        var project = Project();
        var run = GeneratorRun.Checked(project);

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(
            run.Input.SyntaxTrees.First(), project.Parse("Program.cs", Project("typeof(byte[])", "typeof(string)").Source)));

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.JsonContexts));
        Assert.Equal([IncrementalStepRunReason.Cached], again.Reasons(StepNames.Agents));
        Assert.Contains("global::Bank.OfOthers.Default", Json(again), StringComparison.Ordinal);
    }

    private static TestProject Project(string before = "namespace Bank;", string after = "namespace Bank;") =>
        new() { IsApplication = false, Source = Source.Replace(before, after, StringComparison.Ordinal) };

    // With the members that System.Text.Json's own generator writes.
    private static string Context(string name, string types) => $$"""

        [JsonSerializable({{types}})]
        internal class {{name}} : JsonSerializerContext
        {
            public {{name}}() : base(null) { }
            public static {{name}} Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(System.Type type) => null;
        }
        """;

    private static string? Json(GeneratorRun run) =>
        run.Result.GeneratedSources.SingleOrDefault(static source => source.HintName == File).SourceText?.ToString();
}
