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

    public static bool IsOffered(ProviderSet providers, CryptographicAlgorithm algorithm) =>
        algorithm is KemAlgorithm kem ? providers.Supports(kem) : providers.Supports((SignatureAlgorithm)algorithm);

    /// <summary>
    /// What the set offers, without the small sets of SLH-DSA, which need seconds for what the others do in milliseconds.
    /// </summary>
    public static IEnumerable<CryptographicAlgorithm> QuickAlgorithms(ProviderSet providers) =>
        AlgorithmCatalogue.All.Where(a => IsOffered(providers, a) && !SlhDsaSets.Small.Contains(a.Name));

    public static AsymmetricPrivateKey Generate(CryptographicAlgorithm algorithm, ProviderSet providers) =>
        algorithm is KemAlgorithm kem
            ? KemPrivateKey.Generate(kem, providers)
            : SigningKey.Generate((SignatureAlgorithm)algorithm, providers);

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

    public static AsymmetricPrivateKey ImportExpanded(
        CryptographicAlgorithm algorithm, ReadOnlySpan<byte> expanded, ProviderSet providers) => algorithm is KemAlgorithm kem
            ? KemPrivateKey.ImportExpanded(kem, expanded, providers)
            : SigningKey.ImportExpanded((SignatureAlgorithm)algorithm, expanded, providers);

    public static AsymmetricPrivateKey ImportPkcs8(
        CryptographicAlgorithm algorithm, ReadOnlySpan<byte> pkcs8, ProviderSet providers) => algorithm is KemAlgorithm
            ? KemPrivateKey.ImportPkcs8PrivateKey(pkcs8, providers)
            : SigningKey.ImportPkcs8PrivateKey(pkcs8, providers);

    public static AsymmetricPrivateKey ImportEncryptedPkcs8(
        CryptographicAlgorithm algorithm, ReadOnlySpan<byte> password, ReadOnlySpan<byte> encrypted, ProviderSet providers) =>
        algorithm is KemAlgorithm
            ? KemPrivateKey.ImportEncryptedPkcs8PrivateKey(password, encrypted, providers)
            : SigningKey.ImportEncryptedPkcs8PrivateKey(password, encrypted, providers);

    public static AsymmetricPrivateKey ImportPem(
        CryptographicAlgorithm algorithm, ReadOnlySpan<char> pem, ProviderSet providers) =>
        algorithm is KemAlgorithm ? KemPrivateKey.ImportFromPem(pem, providers) : SigningKey.ImportFromPem(pem, providers);

    public static AsymmetricPrivateKey ImportEncryptedPem(
        CryptographicAlgorithm algorithm, ReadOnlySpan<char> pem, ReadOnlySpan<char> password, ProviderSet providers) =>
        algorithm is KemAlgorithm
            ? KemPrivateKey.ImportFromEncryptedPem(pem, password, providers)
            : SigningKey.ImportFromEncryptedPem(pem, password, providers);

    /// <summary>Where an expanded key is secret.</summary>
    public static Range[] SecretParts(CryptographicAlgorithm algorithm) => algorithm.Family switch
    {
        "ML-KEM" => [0..(algorithm.PublicKeySize - 32), ^32..], // dk_PKE and z, but not H(ek)
        "ML-DSA" => [32..64, 128..], // K, s1, s2 and t0, but not rho and tr
        "SLH-DSA" => [0..(algorithm.ExpandedPrivateKeySize!.Value / 2)], // SK.seed and SK.prf
        "FrodoKEM" when algorithm is KemAlgorithm { SharedSecretSize: int size } =>
            [0..size, (size + algorithm.PublicKeySize)..^size], // s and S^T
        "HQC" => [algorithm.PublicKeySize..], // dk_PKE, sigma and seed_KEM
        _ => [0..],
    };
}
