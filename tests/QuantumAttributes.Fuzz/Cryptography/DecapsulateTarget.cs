using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class DecapsulateTarget : FuzzTarget
{
    private readonly Dictionary<KemAlgorithm, Genuine> _genuine = [];

    public override string Name => "decapsulate";

    public override string Claim =>
        "a ciphertext of a named algorithm: ArgumentException for its size, CryptographicException for its point, else a secret";

    protected override void Execute(byte[] input)
    {
        CryptographicAlgorithm? named = AlgorithmInput.Read(input, out byte[] ciphertext);
        if (named is not KemAlgorithm algorithm || !FuzzCryptography.Kems.Contains(algorithm))
            return;
        (KemPrivateKey key, byte[] genuineCiphertext, byte[] genuineSecret) = GenuineOf(algorithm);
        if (ciphertext.Length != algorithm.CiphertextSize)
        {
            byte[]? refused = Contract.Parse<byte[], ArgumentException>(() => key.Decapsulate(ciphertext));
            Contract.Holds(refused is null, "a ciphertext has one size");
            return;
        }

        byte[]? secret = Contract.Parse<byte[], CryptographicException>(() => key.Decapsulate(ciphertext));
        Contract.Holds(secret is not null || algorithm.Family != "ML-KEM", "ML-KEM refuses nothing openly");
        if (secret is null)
            return;
        Contract.Holds(key.Decapsulate(ciphertext).AsSpan().SequenceEqual(secret), "one ciphertext gives one secret");
        bool same = ciphertext.AsSpan().SequenceEqual(genuineCiphertext);
        Contract.Holds(secret.AsSpan().SequenceEqual(genuineSecret) == same, "another ciphertext gives another secret");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems)
        {
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, Encapsulate(algorithm).Ciphertext));
            yield return new FuzzSeed(
                $"{algorithm.Name}-zeros", AlgorithmInput.Write(algorithm, new byte[algorithm.CiphertextSize]));
        }

        yield return new FuzzSeed("short", AlgorithmInput.Write(KemAlgorithm.MLKem512, [1, 2, 3]));
    }

    private Genuine GenuineOf(KemAlgorithm algorithm)
    {
        if (!_genuine.TryGetValue(algorithm, out Genuine? genuine))
            _genuine.Add(algorithm, genuine = Encapsulate(algorithm));
        return genuine;
    }

    private static Genuine Encapsulate(KemAlgorithm algorithm)
    {
        KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        return new Genuine(key, ciphertext, sharedSecret);
    }

    private sealed record Genuine(KemPrivateKey Key, byte[] Ciphertext, byte[] SharedSecret);
}
