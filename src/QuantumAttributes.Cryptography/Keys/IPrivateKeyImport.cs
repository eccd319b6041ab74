using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>How a key class is made, and with that how each reads PKCS#8.</summary>
internal interface IPrivateKeyImport<TKey, TAlgorithm>
    where TKey : AsymmetricPrivateKey, IPrivateKeyImport<TKey, TAlgorithm>
    where TAlgorithm : CryptographicAlgorithm
{
    /// <summary>What an algorithm of this kind is called, for messages.</summary>
    static abstract string AlgorithmKind { get; }

    static abstract TKey ImportSeed(TAlgorithm algorithm, ReadOnlySpan<byte> seed, ProviderSet? providers = null);

    static abstract TKey ImportExpanded(TAlgorithm algorithm, ReadOnlySpan<byte> expandedKey, ProviderSet? providers = null);

    /// <summary>Reads DER PKCS#8. Whatever it says twice must agree.</summary>
    /// <exception cref="CryptographicException">The encoding or the key is malformed or inconsistent, or unknown.</exception>
    static TKey ImportPkcs8(ReadOnlySpan<byte> source, ProviderSet? providers)
    {
        Pkcs8PrivateKey pkcs8 = Pkcs8PrivateKey.Read(source);
        if (!AlgorithmCatalogue.TryFindOid(pkcs8.Oid, out TAlgorithm? algorithm))
            throw KeyErrors.UnknownOid(pkcs8.Oid, TKey.AlgorithmKind);

        PrivateKeyParts parts = algorithm.PrivateKeyEncoding.Read(pkcs8.PrivateKey);
        TKey key = parts.HasSeed
            ? TKey.ImportSeed(algorithm, parts.Seed, providers)
            : TKey.ImportExpanded(algorithm, parts.ExpandedKey, providers);
        try
        {
            if (parts.HasSeed && parts.HasExpandedKey && !key.ExpandsTo(parts.ExpandedKey))
                throw KeyErrors.SeedMismatch();
            if (pkcs8.HasPublicKey && !pkcs8.PublicKey.SequenceEqual(key.ExportPublicKey()))
                throw KeyErrors.PublicKeyMismatch();
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
