using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>
/// The source generator without a peer: cold, and after edits in an IDE, each made to the same application. What is timed is the driver's
/// run, with all that it makes the compiler bind; the edited file is parsed before.
/// </summary>
internal static class GeneratorComparison
{
    private const int Warmups = 30;
    private const int Repeats = 61;

    // Inside a member, as most of what people type.
    private static readonly Edit Unrelated = new("unrelated", "Services0.cs", "_count += by", "_count += by + {0}");

    // A type more: what a name means elsewhere may have changed, so that every file of interest is bound again.
    private static readonly Edit Declaration = new("a type declared", "Services0.cs", "public class Service0 ", "public class Added{0};\npublic class Service0 ");

    public static void Run(TextWriter output)
    {
        output.WriteLine("| ms | |");
        output.WriteLine("|---|---:|");
        (double relevant, int steps) = Measure(output, SyntheticProject.InFiles(), "Endpoints7.cs");
        Measure(output, SyntheticProject.InOneFile(), "Program.cs");
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio generator-relevant-ms {relevant:0.000}"));
        output.WriteLine($"ratio generator-unrelated-steps {steps}");
    }

    /// <summary>The slowest of the relevant edits, and the steps that an unrelated one runs again.</summary>
    private static (double Relevant, int Steps) Measure(TextWriter output, SyntheticProject project, string endpoints)
    {
        AssertCompiles(project);
        output.WriteLine($"| **{project.Name}** | |");
        WriteRow(output, "cold, in a build, with the manifest", MedianOfColdRuns(project, isDesignTime: false));
        WriteRow(output, "cold, in an IDE", MedianOfColdRuns(project, isDesignTime: true));
        WriteRow(output, "edit, unrelated", MedianAfter(project, Unrelated));
        WriteRow(output, "edit, a type declared", MedianAfter(project, Declaration));
        int steps = StepsRunAgain(project, Unrelated);
        List<double> times = [];
        foreach (Edit edit in RelevantEdits(endpoints))
        {
            if (StepsRunAgain(project, edit) == 0)
                throw new InvalidOperationException($"'{edit.Name}' changes nothing for the generator.");
            times.Add(MedianAfter(project, edit));
            WriteRow(output, $"edit, {edit.Name}", times[^1]);
        }

        output.WriteLine($"| steps run again by the unrelated edit: {steps} | |");
        return (times.Max(), steps);
    }

    private static Edit[] RelevantEdits(string endpoints) =>
    [
        new("an attribute on an endpoint", endpoints, "\"/7\", (int id)", "\"/7\", [QuantumAuth(\"edited{0}\")] (int id)"),
        new("a profile renamed", endpoints, "\"audit\"", "\"audit{0}\""),
        new("a hub's policy", "Hubs3.cs", "\"hub33\"", "\"edited{0}\""),
        new("a capability more", "Agents4.cs", "[QuantumCapability(\"agent17.a\")]",
            "[QuantumCapability(\"added{0}\")] public int Added(Question17 question) => 1;\n[QuantumCapability(\"agent17.a\")]"),
    ];

    private static void WriteRow(TextWriter output, string name, double milliseconds) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds:0.0} |"));

    private static double MedianOfColdRuns(SyntheticProject project, bool isDesignTime) => Median(2, 7, _ =>
        (SyntheticProject.CreateDriver(isDesignTime, isTracking: false), project.Reopened()));

    private static double MedianAfter(SyntheticProject project, Edit edit)
    {
        GeneratorDriver driver = SyntheticProject.CreateDriver(isDesignTime: true, isTracking: false).RunGenerators(project.Compilation);
        return Median(Warmups, Repeats, number => (driver, project.After(edit, number)));
    }

    private static double Median(int warmups, int repeats, Func<int, (GeneratorDriver Driver, CSharpCompilation Compilation)> prepare)
    {
        double[] times = new double[repeats];
        for (int i = -warmups; i < repeats; i++)
        {
            (GeneratorDriver driver, CSharpCompilation compilation) = prepare(i + warmups);
            long start = Stopwatch.GetTimestamp();
            driver.RunGenerators(compilation);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[repeats / 2];
    }

    private static int StepsRunAgain(SyntheticProject project, Edit edit)
    {
        GeneratorDriver driver = SyntheticProject.CreateDriver(isDesignTime: true, isTracking: true)
            .RunGenerators(project.Compilation)
            .RunGenerators(project.After(edit, 1));
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        return StepNames.All
            .SelectMany(name => steps.TryGetValue(name, out var runs) ? runs : [])
            .SelectMany(static run => run.Outputs)
            .Count(static made => made.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    private static void AssertCompiles(SyntheticProject project)
    {
        GeneratorDriver driver = SyntheticProject.CreateDriver(isDesignTime: false, isTracking: false)
            .RunGeneratorsAndUpdateCompilation(project.Compilation, out Compilation compiled, out _);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
            throw new InvalidOperationException("The generator fails.", exception);
        if (compiled.GetDiagnostics().FirstOrDefault(static found => found.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The synthetic application does not compile: {error}");
    }
}
