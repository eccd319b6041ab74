using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.DataProtection;
using System.Security.Cryptography.X509Certificates;
using Make = System.Security.Cryptography.ECDsa;

namespace Records.Archive;

/// <summary>What the archive can do, by name. Old names stay, since old records name them.</summary>
public sealed class AlgorithmRegistry
{
    private readonly FrozenDictionary<string, Func<AsymmetricAlgorithm>> _factories = new Dictionary<string, Func<AsymmetricAlgorithm>>
    {
        ["seal"] = static () => RSA.Create(3072), // find: encryption
        ["sign"] = ECDsa.Create, // find: signatures
        ["agree"] = () => ECDiffieHellman.Create(ECCurve.NamedCurves.nistP521), // find: encryption
    }.ToFrozenDictionary();

    private readonly Dictionary<string, (HashAlgorithmName Hash, int Bits)> _digests = new()
    {
        ["RSA-2048"] = (HashAlgorithmName.SHA256, 2048), // clean
        ["ECDSA-P384"] = (HashAlgorithmName.SHA384, 384), // clean
    };

    private Make? _cached;

    public Make Cached => _cached ??= Make.Create(ECCurve.NamedCurves.nistP256); // find: signatures

    public AsymmetricAlgorithm Create(string purpose) => _factories[purpose](); // clean

    public IEnumerable<string> Names(string prefix) =>
        _digests.Keys.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)); // clean

    public static TResult With<TKey, TResult>(Func<TKey> create, Func<TKey, TResult> use) // clean
        where TKey : AsymmetricAlgorithm
    {
        using TKey key = create(); // clean
        return use(key);
    }

    public static string NewPublicKey() => With(RSA.Create, static rsa => rsa.ExportSubjectPublicKeyInfoPem()); // find: encryption

    public static byte[] Once(byte[] record) => With(
        static () => ECDsa.Create(ECCurve.NamedCurves.nistP384), // find: signatures
        key => key.SignData(record, HashAlgorithmName.SHA384)); // find: signatures

    public static object? ByName(string name) => CryptoConfig.CreateFromName(name); // clean

    public static object? OldRsa() => ByName("System.Security.Cryptography.RSA"); // find: encryption

    public static object? Hash() => CryptoConfig.CreateFromName("SHA512"); // clean

#pragma warning disable SYSLIB0045
    public static HashAlgorithm? OldHash() => HashAlgorithm.Create("MD5"); // find: weak

    public static AsymmetricAlgorithm? OldSigner() => AsymmetricAlgorithm.Create("ECDsa"); // find: signatures

    public static SymmetricAlgorithm? OldCipher() => SymmetricAlgorithm.Create("TripleDES"); // find: weak

    public static HMAC? Mac() => HMAC.Create("HMACSHA512"); // clean
#pragma warning restore SYSLIB0045

    public static IncrementalHash Digest(bool isOld) =>
        IncrementalHash.CreateHash(isOld ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256); // find: weak

    public static byte[] Etag(ReadOnlySpan<byte> content) => CryptographicOperations.HashData(HashAlgorithmName.MD5, content); // find: weak

    public static byte[] Etag256(ReadOnlySpan<byte> content) => CryptographicOperations.HashData(HashAlgorithmName.SHA256, content); // clean

    public static byte[] Password(string password, byte[] salt) => KeyDerivation.Pbkdf2(
        password,
        salt,
        KeyDerivationPrf.HMACSHA512, // clean
        210_000,
        32);

    public static byte[] OldPassword(string password, byte[] salt) =>
        KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA1, 10_000, 32); // find: weak

    public static byte[] OldestPassword(string password, byte[] salt)
    {
#pragma warning disable SYSLIB0041, SYSLIB0060
        using var derive = new Rfc2898DeriveBytes(password, salt, 1000); // find: weak
#pragma warning restore SYSLIB0041, SYSLIB0060
        return derive.GetBytes(24);
    }

    public static bool IsKnown(string name, AlgorithmRegistry registry) =>
        registry._digests.ContainsKey("RSA-2048") && registry._factories.TryGetValue(name, out _); // clean
}

public static class ArchiveKeys
{
    public static IServiceCollection AddArchiveKeys(
        this IServiceCollection services, Func<IDataProtectionBuilder, IDataProtectionBuilder> protect, params X509Certificate2[] old)
    {
        protect(services.AddDataProtection()).UnprotectKeysWithAnyCertificate(old); // lower: data-protection
        return services;
    }
}
