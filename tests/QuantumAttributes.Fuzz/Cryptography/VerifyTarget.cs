using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class VerifyTarget : FuzzTarget
{
    private const string Sha512Oid = "2.16.840.1.101.3.4.2.3";

    private static readonly byte[] Message = [.. "fuzz"u8];
    private static readonly byte[] MessageHash = SHA512.HashData(Message);
    private static readonly byte[] Context = [1, 2, 3];

    private readonly Dictionary<SignatureAlgorithm, Genuine> _genuine = [];

    public override string Name => "verify";

    public override string Claim => "a signature of a named algorithm: true for the one that was made, false for any other";

    // Of composites there are more: they are not strongly unforgeable (draft-ietf-lamps-pq-composite-sigs, section 10.2.2).
    // The byte before the signature is half the size of another context, from 0 to 510: beyond 255 that is the caller's mistake.
    protected override void Execute(byte[] input)
    {
        CryptographicAlgorithm? named = AlgorithmInput.Read(input, out byte[] bytes);
        if (named is not SignatureAlgorithm algorithm || !FuzzCryptography.Signatures.Contains(algorithm) || bytes.Length == 0)
            return;
        (VerifyingKey key, byte[] genuine) = GenuineOf(algorithm);
        byte[] signature = bytes[1..];
        byte[] context = algorithm.MaxContextSize == 0 ? [] : Context;
        bool same = signature.AsSpan().SequenceEqual(genuine);
        bool isValid = key.Verify(Message, signature, context);
        Contract.Holds(isValid == same || (isValid && algorithm.Family == "Composite ML-DSA"), "there is one signature");
        Contract.Holds(!key.Verify(signature, signature, context), "it is bound to its message");

        // Not every algorithm, nor every provider, has these.
        bool? ofHash = Contract.Ask<NotSupportedException>(() => key.VerifyPreHash(MessageHash, signature, Sha512Oid, context));
        bool? ofMu = Contract.Ask<NotSupportedException>(() => key.VerifyMu(MessageHash, signature));
        Contract.Holds(ofHash is null or false && ofMu is null or false, "it is none of a hash or a representative");

        byte[] other = new byte[2 * bytes[0]];
        bool? verified = Contract.Ask<ArgumentException>(() => key.Verify(Message, signature, other));
        bool expected = isValid && other.AsSpan().SequenceEqual(context);
        Contract.Holds(verified == (other.Length > algorithm.MaxContextSize ? null : expected), "only a long context is refused");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures)
        {
            yield return new FuzzSeed(algorithm.Name, AlgorithmInput.Write(algorithm, [0, .. Sign(algorithm).Signature]));
            byte[] zeros = new byte[algorithm.SignatureSize];
            yield return new FuzzSeed($"{algorithm.Name}-zeros", AlgorithmInput.Write(algorithm, [200, .. zeros]));
        }

        yield return new FuzzSeed("short", AlgorithmInput.Write(SignatureAlgorithm.MLDsa44, [127, 1, 2, 3]));
    }

    private Genuine GenuineOf(SignatureAlgorithm algorithm)
    {
        if (!_genuine.TryGetValue(algorithm, out Genuine? genuine))
            _genuine.Add(algorithm, genuine = Sign(algorithm));
        return genuine;
    }

    private static Genuine Sign(SignatureAlgorithm algorithm)
    {
        using SigningKey key = FuzzCryptography.SigningKey(algorithm);
        return new Genuine(key.VerifyingKey, key.Sign(Message, algorithm.MaxContextSize == 0 ? [] : Context));
    }

    private sealed record Genuine(VerifyingKey Key, byte[] Signature);
}
