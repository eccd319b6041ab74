using BenchmarkDotNet.Attributes;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Details;

/// <summary>Key encapsulation with kept keys and buffers, by whoever is the fastest here.</summary>
public class KemBenchmarks : IDisposable
{
    private KemPrivateKey? _key;
    private byte[] _ciphertext = [];
    private byte[] _sharedSecret = [];

    /// <summary>The algorithm's name.</summary>
    [Params("ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "X-Wing")]
    public string Algorithm { get; set; } = "";

    private KemAlgorithm Parsed => KemAlgorithm.All.Single(algorithm => algorithm.Name == Algorithm);

    private KemPrivateKey Key => _key ?? throw new InvalidOperationException("There is no key yet.");

    [GlobalSetup]
    public void Setup()
    {
        _key = KemPrivateKey.Generate(Parsed);
        (_ciphertext, _sharedSecret) = _key.PublicKey.Encapsulate();
    }

    [Benchmark]
    public void Generate() => KemPrivateKey.Generate(Parsed).Dispose();

    [Benchmark]
    public void Encapsulate() => Key.PublicKey.Encapsulate(_ciphertext, _sharedSecret);

    [Benchmark]
    public void Decapsulate() => Key.Decapsulate(_ciphertext, _sharedSecret);

    [GlobalCleanup]
    public void Dispose()
    {
        _key?.Dispose();
        GC.SuppressFinalize(this);
    }
}
