using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class DecapsulateTarget : FuzzTarget
{
    private readonly Lazy<Genuine[]> _genuine = new(() => [.. KemAlgorithm.All.Select(Encapsulate)]);

    public override string Name => "decapsulate";

    public override string Claim => "a ciphertext for the algorithm in byte 0: ArgumentException for its size, else a secret of its own";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        (KemPrivateKey key, byte[] genuineCiphertext, byte[] genuineSecret) = _genuine.Value[input[0] % _genuine.Value.Length];
        byte[] ciphertext = input[1..];
        byte[]? secret = Contract.Parse<byte[], ArgumentException>(() => key.Decapsulate(ciphertext));
        Contract.Holds((secret is not null) == (ciphertext.Length == key.Algorithm.CiphertextSize), "only the size is refused");
        if (secret is null)
            return;
        Contract.Holds(key.Decapsulate(ciphertext).AsSpan().SequenceEqual(secret), "one ciphertext gives one secret");
        bool genuine = ciphertext.AsSpan().SequenceEqual(genuineCiphertext);
        Contract.Holds(secret.AsSpan().SequenceEqual(genuineSecret) == genuine, "another ciphertext gives another secret");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        for (int i = 0; i < _genuine.Value.Length; i++)
        {
            (KemPrivateKey key, byte[] ciphertext, _) = _genuine.Value[i];
            yield return new FuzzSeed(key.Algorithm.Name, [(byte)i, .. ciphertext]);
            yield return new FuzzSeed($"{key.Algorithm.Name}-zeros", [(byte)i, .. new byte[ciphertext.Length]]);
        }

        yield return new FuzzSeed("short", [0, 1, 2, 3]);
    }

    private static Genuine Encapsulate(KemAlgorithm algorithm)
    {
        FuzzCryptography.Reset();
        KemPrivateKey key = FuzzCryptography.KemKey(algorithm);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        return new Genuine(key, ciphertext, sharedSecret);
    }

    private sealed record Genuine(KemPrivateKey Key, byte[] Ciphertext, byte[] SharedSecret);
}
