using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class VerifyTarget : FuzzTarget
{
    private static readonly byte[] Context = [1, 2, 3];

    private readonly Lazy<Genuine[]> _genuine = new(() => [.. SignatureAlgorithm.All.Select(Sign)]);

    private static ReadOnlySpan<byte> Message => "fuzz"u8;

    public override string Name => "verify";

    public override string Claim => "a signature of the algorithm in byte 0: true for the one that was made, false for any other";

    // Byte 1 is the size of the context, from 0 to 510: beyond 255 it is the caller's mistake.
    protected override void Execute(byte[] input)
    {
        if (input.Length < 2)
            return;
        (VerifyingKey key, byte[] genuine) = _genuine.Value[input[0] % _genuine.Value.Length];
        byte[] signature = input[2..];
        bool same = signature.AsSpan().SequenceEqual(genuine);
        Contract.Holds(key.Verify(Message, signature, Context) == same, "there is one signature");
        Contract.Holds(!key.Verify(Message, signature), "it is bound to its context");

        byte[] context = new byte[2 * input[1]];
        bool? other = null;
        try
        {
            other = key.Verify(signature, signature, context);
        }
        catch (ArgumentException)
        {
        }

        Contract.Holds(other == (context.Length > key.Algorithm.MaxContextSize ? null : false), "only a long context is refused");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        for (int i = 0; i < _genuine.Value.Length; i++)
        {
            (VerifyingKey key, byte[] signature) = _genuine.Value[i];
            yield return new FuzzSeed(key.Algorithm.Name, [(byte)i, 0, .. signature]);
            yield return new FuzzSeed($"{key.Algorithm.Name}-zeros", [(byte)i, 200, .. new byte[signature.Length]]);
        }

        yield return new FuzzSeed("short", [0, 127, 2, 3]);
    }

    private static Genuine Sign(SignatureAlgorithm algorithm)
    {
        FuzzCryptography.Reset();
        using SigningKey key = FuzzCryptography.SigningKey(algorithm);
        return new Genuine(key.VerifyingKey, key.Sign(Message, Context));
    }

    private sealed record Genuine(VerifyingKey Key, byte[] Signature);
}
