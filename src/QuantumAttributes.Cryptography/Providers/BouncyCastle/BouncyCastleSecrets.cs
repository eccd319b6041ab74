using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Zeroes the key objects of BouncyCastle 2.7.0, which has no means to: their buffers are private fields without a way
/// in.
/// A test fails when a later version renames one. What BouncyCastle copies for a single operation stays beyond reach.
/// </summary>
internal static class BouncyCastleSecrets
{
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

    public static void Erase(KeyParameter key) => CryptographicOperations.ZeroMemory(Key(key));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_key")]
    private static extern ref byte[]? Key(KeyParameter key);

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
}
