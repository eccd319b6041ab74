using SharpFuzz;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// The command line of the fuzz targets. A target without files is a target under afl-fuzz, which feeds it inputs; with files it
/// runs each of them once, to reproduce a finding.
/// </summary>
internal static class Program
{
    private const string Usage = """
        list                         the targets and what each holds its parser to
        <target>                     run under afl-fuzz (see fuzz.sh); outside of it, one input from standard input
        <target> <file>...           run each file and show its processor time
        corpus [<target>...]         run the committed corpus of these targets, or of all: the regression check
        seed <directory>             write the seeds that are made, not found, to <directory>/<target>/
        instrument <assembly>...     put coverage feedback into these assemblies, in place
        """;

    // Of BouncyCastle, which is large, only what reads signatures, ciphertexts and keys for us.
    private const string BouncyCastle = "Org.BouncyCastle.";

    private static readonly string[] BouncyCastleParts = ["Crypto.Signers.", "Crypto.Kems.", "Pqc.Crypto."];

    private static int Main(string[] arguments) => arguments switch
    {
        ["list"] => List(),
        ["corpus", .. var names] => CheckCorpus(names),
        ["seed", var directory] => Seed(directory),
        ["instrument", .. var assemblies] => Instrument(assemblies),
        [var name] when FuzzTargets.TryFind(name, out FuzzTarget? target) => Fuzz(target),
        [var name, .. var files] when FuzzTargets.TryFind(name, out FuzzTarget? target) => Reproduce(target, files),
        _ => ShowUsage(),
    };

    private static int ShowUsage()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static int List()
    {
        foreach (FuzzTarget target in FuzzTargets.All)
            Console.WriteLine($"{target.Name,-24} {target.Claim}");
        return 0;
    }

    private static int CheckCorpus(string[] names) => names.All(name => FuzzTargets.TryFind(name, out _))
        ? Corpus.Check(names.Length == 0 ? FuzzTargets.All : [.. FuzzTargets.All.Where(target => names.Contains(target.Name))])
        : ShowUsage();

    private static int Fuzz(FuzzTarget target)
    {
        bool isCompiled = false;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using MemoryStream input = new();
            stream.CopyTo(input);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            target.Run(input.ToArray());

            // Time of the processor, not of the clock: a busy machine makes nothing a finding.
            Contract.Holds(!isCompiled || Environment.CpuUsage.TotalTime - before <= FuzzRun.Limit, "an input takes no longer than 1 s");
            isCompiled = true;
        });
        return 0;
    }

    private static int Reproduce(FuzzTarget target, string[] files)
    {
        bool failed = false;
        foreach (string file in files)
        {
            FuzzRun run = FuzzRun.Of(target, File.ReadAllBytes(file));
            failed |= run.Failure is not null;
            Console.WriteLine(
                $"{run.Time.TotalMilliseconds,9:F2} ms  {file}{(run.Failure is null ? "" : $"\n{run.Failure}")}");
        }

        return failed ? 1 : 0;
    }

    private static int Seed(string directory)
    {
        foreach (FuzzTarget target in FuzzTargets.All)
        {
            string path = Directory.CreateDirectory(Path.Combine(directory, target.Name)).FullName;
            foreach (FuzzSeed seed in target.Seeds())
                File.WriteAllBytes(Path.Combine(path, seed.Name), seed.Input);
        }

        return 0;
    }

    private static int Instrument(string[] assemblies)
    {
        foreach (string assembly in assemblies)
        {
            int types = Fuzzer.Instrument(assembly, IsInstrumented, Options.Value).Count();
            Console.WriteLine($"{Path.GetFileName(assembly)}: {types} types");
        }

        return 0;
    }

    private static bool IsInstrumented(string type) =>
        !type.StartsWith(BouncyCastle, StringComparison.Ordinal)
        || BouncyCastleParts.Any(part => type.AsSpan(BouncyCastle.Length).StartsWith(part, StringComparison.Ordinal));
}
