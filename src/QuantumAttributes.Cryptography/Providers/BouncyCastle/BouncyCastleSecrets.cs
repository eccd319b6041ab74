using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Zeroes the private key objects of BouncyCastle 2.7.0, which has no means to: their buffers are private fields without a way
/// in.
/// A test fails when a later version renames one. What BouncyCastle copies for a single operation stays beyond reach.
/// </summary>
internal static class BouncyCastleSecrets
{
    private const string SlhDsaSecretsType = "Org.BouncyCastle.Crypto.Signers.SlhDsa.SK, BouncyCastle.Cryptography";

    public static void Erase(MLKemPrivateKeyParameters key)
    {
        CryptographicOperations.ZeroMemory(Seed(key));
        CryptographicOperations.ZeroMemory(Encoding(key));
    }

    public static void Erase(MLDsaPrivateKeyParameters key)
    {
        CryptographicOperations.ZeroMemory(Seed(key));
        CryptographicOperations.ZeroMemory(K(key));
        CryptographicOperations.ZeroMemory(S1(key));
        CryptographicOperations.ZeroMemory(S2(key));
        CryptographicOperations.ZeroMemory(T0(key));
    }

    public static void Erase(SlhDsaPrivateKeyParameters key)
    {
        object secrets = SecretsOf(key);
        CryptographicOperations.ZeroMemory(SkSeed(secrets));
        CryptographicOperations.ZeroMemory(SkPrf(secrets));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_seed")]
    private static extern ref byte[]? Seed(MLKemPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_encoding")]
    private static extern ref byte[]? Encoding(MLKemPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_seed")]
    private static extern ref byte[]? Seed(MLDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_k")]
    private static extern ref byte[]? K(MLDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_s1")]
    private static extern ref byte[]? S1(MLDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_s2")]
    private static extern ref byte[]? S2(MLDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_t0")]
    private static extern ref byte[]? T0(MLDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SK")]
    [return: UnsafeAccessorType(SlhDsaSecretsType)]
    private static extern object SecretsOf(SlhDsaPrivateKeyParameters key);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_seed")]
    private static extern ref byte[]? SkSeed([UnsafeAccessorType(SlhDsaSecretsType)] object secrets);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_prf")]
    private static extern ref byte[]? SkPrf([UnsafeAccessorType(SlhDsaSecretsType)] object secrets);
}
