using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace QuantumAttributes.Benchmarks.Details;

/// <summary>The suites that show where the time of one of ours goes, in absolute figures, with what it allocates.</summary>
internal static class DetailedBenchmarks
{
    /// <param name="arguments">BenchmarkDotNet's own, such as <c>--filter *Kem*</c>.</param>
    public static void Run(string[] arguments)
    {
        // In this process: a project that BenchmarkDotNet made here would be one of ours, with its rules for packages and warnings.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromTypes([typeof(KemBenchmarks), typeof(SignatureBenchmarks), typeof(HandshakeBenchmarks), typeof(RecordBenchmarks)])
            .Run(arguments, config);
    }
}
