namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Keys in forms the public API gives out only inside an encoding.</summary>
internal static class Keys
{
    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    public static byte[] Counting(int size, int from = 0) => [.. Enumerable.Range(from, size).Select(static i => (byte)i)];

    /// <summary>The part of a ciphertext that is rejected implicitly: a point that is none is refused.</summary>
    public static int PostQuantumCiphertextSize(KemAlgorithm algorithm) => algorithm.Name switch
    {
        KemAlgorithmName.MLKem768P256 => KemAlgorithm.MLKem768.CiphertextSize,
        KemAlgorithmName.MLKem1024P384 => KemAlgorithm.MLKem1024.CiphertextSize,
        _ => algorithm.CiphertextSize,
    };

    public static byte[] Expanded(KemAlgorithm algorithm, ReadOnlySpan<byte> seed)
    {
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        using IDecapsulator key = BouncyCastle.Get(algorithm).CreateDecapsulatorFromSeed(seed);
        key.ExportExpandedKey(expanded);
        return expanded;
    }

    public static byte[] Expanded(SignatureAlgorithm algorithm, ReadOnlySpan<byte> seed)
    {
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        using ISigner key = BouncyCastle.Get(algorithm).CreateSignerFromSeed(seed);
        key.ExportExpandedKey(expanded);
        return expanded;
    }

    public static byte[] Expanded(AsymmetricPrivateKey key)
    {
        byte[] expanded = new byte[key.Algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpanded(expanded);
        return expanded;
    }

    public static byte[] Expanded(IExpandedPrivateKey key, CryptographicAlgorithm algorithm)
    {
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpandedKey(expanded);
        return expanded;
    }

    /// <summary>PKCS#8 of an expanded key, without the checks of an import, which take long for SLH-DSA.</summary>
    public static byte[] Pkcs8(CryptographicAlgorithm algorithm, byte[] expandedKey) =>
        Pkcs8PrivateKey.Write(algorithm.Oid!, algorithm.PrivateKeyEncoding, PrivateKeyParts.OfExpandedKey(expandedKey));

    public static byte[] PublicKey(IExpandedPrivateKey key, CryptographicAlgorithm algorithm)
    {
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        key.ExportPublicKey(publicKey);
        return publicKey;
    }
}
