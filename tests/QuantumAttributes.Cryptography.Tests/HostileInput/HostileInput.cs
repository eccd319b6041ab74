using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Throws damaged and made-up inputs at what reads them. It takes them or refuses them as it documents, within a second of
/// processor time; a failure names the input and the seed that repeats it. The tests run alone, so that the time is theirs.
/// </summary>
[CollectionDefinition(nameof(HostileInput), DisableParallelization = true)]
public sealed class HostileInput
{
    private const int Cases = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Damaged forms of a good encoding, and bytes that are none at all.</summary>
    internal static void Bytes(byte[] good, Action<byte[]> read) => Run(
        Gen.Frequency(
            (9, Damage.Steps.Select(steps => Damage.Do(good, steps))),
            (1, Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Byte.Array[good.Length]))),
        read,
        Convert.ToHexString);

    /// <summary>Damaged forms of a good text, and characters that are none at all.</summary>
    internal static void Text(string good, Action<string> read) => Run(
        Gen.Frequency((9, Damage.Steps.Select(steps => Damage.Do(good, steps))), (1, Gen.String[0, 60])),
        read,
        static text => text,
        typeof(FormatException));

    private static void Run<T>(Gen<T> inputs, Action<T> read, Func<T, string> print, Type? allowed = null) => inputs.Sample(
        input =>
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Exception? e = Record.Exception(() => read(input));
            TimeSpan taken = Environment.CpuUsage.TotalTime - before;
            Assert.True(IsRefusal(e) || e?.GetType() == allowed, $"escaped: {e}");
            Assert.True(taken < Limit, $"took {taken.TotalSeconds} s");
        },
        iter: Cases,
        threads: 1,
        print: print);

    private static bool IsRefusal(Exception? e) =>
        e is null or ArgumentException or System.Security.Cryptography.CryptographicException or AlgorithmNotSupportedException;
}
