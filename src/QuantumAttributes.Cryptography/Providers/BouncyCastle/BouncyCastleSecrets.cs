using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Zeroes the key objects of BouncyCastle 2.7.0, which has no means to: their buffers are private fields without a way in.
/// A test fails when a later version renames one. What BouncyCastle copies for a single operation stays beyond reach.
/// </summary>
internal static class BouncyCastleSecrets
{
    public static void Erase(KeyParameter key) => CryptographicOperations.ZeroMemory(Key(key));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_key")]
    private static extern ref byte[]? Key(KeyParameter key);
}
