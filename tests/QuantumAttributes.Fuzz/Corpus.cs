namespace QuantumAttributes.Fuzz;

/// <summary>The committed inputs, which lie beside the program in <c>corpus/&lt;target&gt;/</c>.</summary>
internal static class Corpus
{
    public static string[] FilesOf(FuzzTarget target)
    {
        string directory = Path.Combine(AppContext.BaseDirectory, "corpus", target.Name);
        return Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Runs every input of these targets. A target without inputs fails: it would prove nothing.</summary>
    /// <returns>The exit code: 1 where a contract was broken.</returns>
    public static int Check(IReadOnlyList<FuzzTarget> targets)
    {
        int failures = 0;
        foreach (FuzzTarget target in targets)
        {
            string[] files = FilesOf(target);
            (string File, FuzzRun Run)[] runs = [.. files.Select(file => (file, FuzzRun.Of(target, File.ReadAllBytes(file))))];
            foreach ((string file, FuzzRun run) in runs.Where(run => run.Run.Failure is not null))
                Console.WriteLine($"{target.Name}: {file}\n{run.Failure}");
            int broken = files.Length == 0 ? 1 : runs.Count(run => run.Run.Failure is not null);
            TimeSpan slowest = runs.Select(run => run.Run.Time).DefaultIfEmpty().Max();
            Console.WriteLine(
                $"{target.Name,-24} {files.Length,3} inputs, {broken} failures, slowest {slowest.TotalMilliseconds:F1} ms");
            failures += broken;
        }

        return failures == 0 ? 0 : 1;
    }
}
