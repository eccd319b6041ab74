using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class DecapsulateTarget : FuzzTarget
{
    private readonly Dictionary<CryptographicAlgorithm, Genuine> _genuine = [];

    public override string Name => "decapsulate";

    public override string Claim => "a ciphertext of a named algorithm: ArgumentException for its size, else a secret of its own";

    protected override void Prepare()
    {
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems)
            _genuine.Add(algorithm, Encapsulate(algorithm));
    }

    protected override void Execute(byte[] input)
    {
        CryptographicAlgorithm? algorithm = AlgorithmInput.Read(input, out byte[] ciphertext);
        if (algorithm is null || !_genuine.TryGetValue(algorithm, out Genuine? genuine))
            return;
        byte[]? secret = Contract.Parse<byte[], ArgumentException>(() => genuine.Key.Decapsulate(ciphertext));
        Contract.Holds((secret is not null) == (ciphertext.Length == genuine.Ciphertext.Length), "only the size is refused");
        if (secret is null)
            return;
        Contract.Holds(genuine.Key.Decapsulate(ciphertext).AsSpan().SequenceEqual(secret), "one ciphertext gives one secret");
        bool same = ciphertext.AsSpan().SequenceEqual(genuine.Ciphertext);
        Contract.Holds(secret.AsSpan().SequenceEqual(genuine.SharedSecret) == same, "another ciphertext gives another secret");
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

    private static Genuine Encapsulate(KemAlgorithm algorithm)
    {
        KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        return new Genuine(key, ciphertext, sharedSecret);
    }

    private sealed record Genuine(KemPrivateKey Key, byte[] Ciphertext, byte[] SharedSecret);
}
