using System.Globalization;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Runs random cases through another provider and BouncyCastle: 10,000 of each operation, or as many as QUANTUM_DIFFERENTIAL_CASES says, and
/// 100 where an algorithm is made of parts that were compared already.
/// </summary>
internal static class Differential
{
    private const string CountVariable = "QUANTUM_DIFFERENTIAL_CASES";
    private const int DefaultCount = 10_000;
    private const int CountOfCombinations = 100;
    private const int PoolSize = 32;

    private static int Count { get; } = Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } count
        ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)
        : DefaultCount;

    public static (ProviderSet Platform, ProviderSet BouncyCastle) Providers => With(ProviderUnderTest.Platform);

    public static (ProviderSet Other, ProviderSet BouncyCastle) With(string other) =>
        (ProviderUnderTest.Set(other), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));

    /// <summary>One of a few keys made beforehand, for tests whose subject is not the key.</summary>
    public static Gen<TKey> Pool<TKey>(Func<TKey> create)
    {
        TKey[] pool = [.. Enumerable.Range(0, PoolSize).Select(_ => create())];
        return Gen.Int[0, PoolSize - 1].Select(i => pool[i]);
    }

    /// <summary>Runs the cases on all cores, through the platform's provider and BouncyCastle. A failure names the seed that repeats it.</summary>
    public static void Run<TCase>(
        ITestOutputHelper output, CryptographicAlgorithm algorithm, string operation, Gen<TCase> cases, Action<TCase> compare) =>
        Run(output, algorithm, ProviderUnderTest.Platform, operation, cases, compare);

    /// <summary>The same, for the provider that is named.</summary>
    /// <param name="output">Where the count goes.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="other">The provider.</param>
    /// <param name="operation">What is compared.</param>
    /// <param name="cases">Makes the cases.</param>
    /// <param name="compare">Runs one.</param>
    /// <param name="forms">How many forms the operation has that are run apart: together they get its cases.</param>
    public static void Run<TCase>(
        ITestOutputHelper output, CryptographicAlgorithm algorithm, string other, string operation, Gen<TCase> cases, Action<TCase> compare,
        int forms = 1)
    {
        int expected = algorithm.Family is "ML-KEM" or "ML-DSA" ? (Count + forms - 1) / forms : CountOfCombinations;
        int ran = 0;
        cases.Sample(
            input =>
            {
                compare(input);
                Interlocked.Increment(ref ran);
            },
            iter: expected,
            threads: Environment.ProcessorCount);
        output.WriteLine($"differential {algorithm} {operation}, {other} against BouncyCastle: {ran} cases");
        Assert.Equal(expected, ran);
    }
}
