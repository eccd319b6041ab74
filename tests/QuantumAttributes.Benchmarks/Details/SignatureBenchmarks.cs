using BenchmarkDotNet.Attributes;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Details;

/// <summary>Signatures over 100 bytes, by whoever is the fastest here.</summary>
public class SignatureBenchmarks : IDisposable
{
    private static readonly byte[] _message = new byte[100];

    private SigningKey? _key;
    private byte[] _publicKey = [];
    private byte[] _signature = [];

    /// <summary>The algorithm's name.</summary>
    [Params("ML-DSA-44", "ML-DSA-65", "ML-DSA-87")]
    public string Algorithm { get; set; } = "";

    private SignatureAlgorithm Parsed => SignatureAlgorithm.All.Single(algorithm => algorithm.Name == Algorithm);

    private SigningKey Key => _key ?? throw new InvalidOperationException("There is no key yet.");

    [GlobalSetup]
    public void Setup()
    {
        _key = SigningKey.Generate(Parsed);
        _publicKey = _key.VerifyingKey.Export();
        _signature = _key.Sign(_message);
    }

    [Benchmark]
    public void Generate() => SigningKey.Generate(Parsed).Dispose();

    [Benchmark]
    public byte[] Sign() => Key.Sign(_message);

    [Benchmark]
    public bool Verify() => Key.VerifyingKey.Verify(_message, _signature);

    [Benchmark]
    public bool ImportAndVerify()
    {
        using VerifyingKey key = VerifyingKey.Import(Parsed, _publicKey);
        return key.Verify(_message, _signature);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _key?.Dispose();
        GC.SuppressFinalize(this);
    }
}
