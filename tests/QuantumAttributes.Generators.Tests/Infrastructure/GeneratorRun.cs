using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>A run of the generator, and what must hold of every run.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = output;
    }

    public GeneratorDriver Driver { get; }

    public CSharpCompilation Input { get; }

    public Compilation Output { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public IReadOnlyList<string> Files => [.. Result.GeneratedSources.Select(source => source.HintName)];

    public static GeneratorRun Of(TestProject project)
    {
        var compilation = project.Compile();
        var driver = CSharpGeneratorDriver.Create(
            [new QuantumGenerator().AsSourceGenerator()],
            parseOptions: project.ParseOptions,
            optionsProvider: new ProjectOptions(project.Directory, project.IsBuilt),
            driverOptions: new GeneratorDriverOptions(
                IncrementalGeneratorOutputKind.None,
                trackIncrementalGeneratorSteps: true));
        return Run(driver, compilation);
    }

    /// <summary>Runs the generator, and checks everything that holds of every run over sources that compile.</summary>
    public static GeneratorRun Checked(TestProject project)
    {
        var run = Unchecked(project);
        Assert.Empty(Problems(run.Output));
        return run;
    }

    /// <summary>The same for sources with mistakes in them: only the compiler's errors about these are let pass.</summary>
    public static GeneratorRun Unchecked(TestProject project)
    {
        var run = Of(project);
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Result.Diagnostics);

        Assert.Equal(run.Text(), Of(project).Text());
        foreach (var (_, step) in run.OurSteps())
        {
            foreach (var (value, _) in step.Outputs)
                ModelGraph.AssertHoldsNoCompilerObjects(value);
        }

        run.AssertUnmovedByUnrelatedEdit(project);
        run.AssertMovedByRelevantEdit(project);
        return run;
    }

    public GeneratorRun RunAgain(CSharpCompilation compilation) => Run(Driver, compilation);

    /// <summary>The generated files as one text, without what says where in a file an intercepted call is.</summary>
    public string Text() => Scrub.Locations(string.Concat(Result.GeneratedSources
        .OrderBy(source => source.HintName, StringComparer.Ordinal)
        .Select(source => $"//---- {source.HintName}\n{source.SourceText}\n")));

    /// <summary>The reasons of a step's outputs in the last run, whatever run of the step they are of.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    public IEnumerable<IncrementalStepRunReason> SourceReasons() =>
        Result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>The manifest's JSON, from the metadata of the compiled assembly.</summary>
    public string Manifest => (string)Output.Assembly.GetAttributes()
        .Single(attribute => attribute.AttributeClass!.Name == "AssemblyMetadataAttribute")
        .ConstructorArguments[1].Value!;

    private static GeneratorRun Run(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorRun(driver, compilation, output);
    }

    // Errors anywhere, and warnings about what was generated.
    private static IEnumerable<Diagnostic> Problems(Compilation compilation) => compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && IsIn(diagnostic, ".g.cs")));

    private static bool IsIn(Diagnostic diagnostic, string files) =>
        diagnostic.Location.SourceTree?.FilePath.EndsWith(files, StringComparison.Ordinal) == true;

    private IEnumerable<(string Name, IncrementalGeneratorRunStep Step)> OurSteps() => Result.TrackedSteps
        .Where(step => StepNames.All.Contains(step.Key))
        .SelectMany(step => step.Value.Select(run => (step.Key, run)));

    private GeneratorRun AfterEdit(TestProject project, string text)
    {
        var unrelated = Input.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == TestProject.UnrelatedFile);
        return RunAgain(Input.ReplaceSyntaxTree(unrelated, project.Parse(TestProject.UnrelatedFile, text)));
    }

    private void AssertMovedByRelevantEdit(TestProject project)
    {
        var again = AfterEdit(project, "[QuantumAttributes.QuantumAuth(\"by the check\")] class Unrelated { }");

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.AttributeUses));
        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Module));
        Assert.Contains("new(\"by the check\", \"Unrelated\")", again.Text(), StringComparison.Ordinal);
    }

    private void AssertUnmovedByUnrelatedEdit(TestProject project)
    {
        var again = AfterEdit(project, "// A comment.\nclass Unrelated { int Twice(int x) { return x * 2; } }");

        foreach (var (name, step) in again.OurSteps())
        {
            Assert.All(step.Outputs, output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"{name}: {output.Reason}"));
        }

        Assert.All(again.SourceReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
