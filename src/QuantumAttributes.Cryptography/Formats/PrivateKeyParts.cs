namespace QuantumAttributes.Cryptography;

/// <summary>What a private key's encoding holds: a seed, an expanded key, or both. An absent part is empty.</summary>
internal readonly ref struct PrivateKeyParts
{
    public ReadOnlySpan<byte> Seed { get; init; }

    public ReadOnlySpan<byte> ExpandedKey { get; init; }

    public bool HasSeed { get; init; }

    public bool HasExpandedKey { get; init; }

    public static PrivateKeyParts OfSeed(ReadOnlySpan<byte> seed) => new() { Seed = seed, HasSeed = true };

    public static PrivateKeyParts OfExpandedKey(ReadOnlySpan<byte> key) => new() { ExpandedKey = key, HasExpandedKey = true };
}
