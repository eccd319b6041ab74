using System.Buffers.Binary;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A change to an expanded key that its import refuses, late, with most of the secret still in it.</summary>
internal sealed record KeyDamage(string Place, Action<Span<byte>> Do)
{
    private const int IntactTail = 23; // of a scalar: a window of SecretNeedles for certain

    /// <summary>
    /// What can be damaged in a key of this algorithm; nothing, where every string of the right length is a key.
    /// </summary>
    public static KeyDamage[] Of(CryptographicAlgorithm algorithm) => (algorithm.Family, algorithm) switch
    {
        ("ML-KEM", _) => [Flip("dk_PKE", 0), Flip("H(ek)", ^64)],
        ("DHKEM", { Name: "DHKEM-P256" or "DHKEM-P384" }) => [OutOfRange(0)],
        ("FrodoKEM", KemAlgorithm kem) => [Flip("pkh", ^1), NeverSampled(kem.SharedSecretSize + kem.PublicKeySize)],
        ("HQC", _) => [Flip("sigma", ^33), Flip("seed_KEM", ^1)],
        ("ML-DSA", _) => [Flip("rho", 0), Flip("tr", 64), Flip("t0", ^1)],
        ("SLH-DSA", _) => [Flip("PK.root", ^1)],
        ("Falcon", _) => [Flip("header", 0), Flip("F", ^1)],
        ("Composite ML-DSA", SignatureAlgorithm { HasVariableSignatureSize: true }) =>
            [Flip("ECPrivateKey", CompositeParts.SeedSize), OutOfRange(CompositeParts.SeedSize + 7)],
        _ => [],
    };

    private static KeyDamage Flip(string place, Index at) => new(place, key => key[at] ^= 1);

    /// <summary>More than the order of any curve: all ones, but for the end. Before a scalar in DER is its size.</summary>
    private static KeyDamage OutOfRange(int start) => new(
        "scalar", key => key.Slice(start, (start == 0 ? key.Length : key[start - 1]) - IntactTail).Fill(0xFF));

    private static KeyDamage NeverSampled(int at) =>
        new("entry of S^T", key => BinaryPrimitives.WriteInt16LittleEndian(key[at..], short.MaxValue));
}
