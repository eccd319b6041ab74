using System.Collections;
using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Keys that both providers hold, for tests whose subject is not the key.</summary>
internal sealed class KeyPairs<TKey> : IReadOnlyList<(TKey Platform, TKey BouncyCastle)>, IDisposable
    where TKey : AsymmetricPrivateKey
{
    private const int KeyCount = 32;

    private readonly (TKey Platform, TKey BouncyCastle)[] _pairs = new (TKey, TKey)[KeyCount];

    public KeyPairs(ITestOutputHelper output, CryptographicAlgorithm algorithm, Func<byte[], ProviderSet, TKey> import)
    {
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        byte[] root = RandomNumberGenerator.GetBytes(31);
        output.WriteLine($"keys: from SHAKE256 of {Convert.ToHexString(root)} and one byte, their number");
        for (int i = 0; i < KeyCount; i++)
        {
            byte[] seed = new byte[algorithm.SeedSize!.Value];
            Sha3.Shake256([.. root, (byte)i], seed);
            _pairs[i] = (import(seed, platform), import(seed, bouncyCastle));
        }
    }

    public Gen<int> Index { get; } = Gen.Int[0, KeyCount - 1];

    public int Count => KeyCount;

    public (TKey Platform, TKey BouncyCastle) this[int index] => _pairs[index];

    public IEnumerator<(TKey Platform, TKey BouncyCastle)> GetEnumerator() => _pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach ((TKey platform, TKey bouncyCastle) in _pairs)
        {
            platform.Dispose();
            bouncyCastle.Dispose();
        }
    }
}
