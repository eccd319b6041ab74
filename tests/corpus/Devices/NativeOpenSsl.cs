using System.Runtime.InteropServices;

namespace Devices.Fleet.Native;

/// <summary>What the managed classes do not offer of OpenSSL.</summary>
internal static partial class NativeOpenSsl
{
    private const string Library = "libcrypto";
    private const int EvpPkeyRsa = 6;
    private const int EvpPkeyX25519 = 1034;

    [DllImport("libcrypto.so.3")]
    private static extern int RSA_generate_key_ex(nint rsa, int bits, nint exponent, nint callback); // find: native

    [DllImport("libcrypto", EntryPoint = "RSA_public_encrypt")] // find: native
    public static extern int PublicEncrypt(int length, byte[] from, byte[] to, nint rsa, int padding);

    [DllImport("libcrypto")]
    public static extern int RSA_private_decrypt(int length, byte[] from, byte[] to, nint rsa, int padding); // lower: native

    [LibraryImport(Library)]
    public static partial nint EC_KEY_new_by_curve_name(int nid); // find: native

    [LibraryImport("libcrypto", EntryPoint = "ECDSA_sign")] // find: native
    public static partial int SignDigest(int type, ReadOnlySpan<byte> digest, int length, Span<byte> signature, ref uint size, nint key);

    [LibraryImport(Library, EntryPoint = "ECDH_compute_key")] // find: native
    private static partial int Agree(Span<byte> output, nuint length, nint peer, nint key, nint kdf);

    [LibraryImport(Library)]
    private static partial nint EVP_PKEY_CTX_new_id(int id, nint engine); // lower: native

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint EVP_PKEY_CTX_new_from_name(nint context, string name, string? properties); // lower: native

    [LibraryImport(Library)]
    private static partial int EVP_PKEY_keygen_init(nint context);

    [LibraryImport(Library)]
    public static partial int RAND_bytes(Span<byte> buffer, int length); // clean

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_get_digestbyname(string name); // clean

    public static nint NewRsa(int bits)
    {
        nint context = EVP_PKEY_CTX_new_id(EvpPkeyRsa, 0); // find: native
        _ = EVP_PKEY_keygen_init(context);
        _ = RSA_generate_key_ex(context, bits, 0, 0);
        return context;
    }

    public static nint NewAgreement() => EVP_PKEY_CTX_new_id(EvpPkeyX25519, 0); // find: native

    public static nint NewByName(string name) => EVP_PKEY_CTX_new_from_name(0, name, null); // clean

    public static nint[] ForPilot() =>
    [
        NewByName("ML-KEM-768"), // clean
        NewByName("ED25519"), // find: native
        EVP_PKEY_CTX_new_from_name(0, "EC", "provider=default"), // find: native
        EVP_PKEY_CTX_new_from_name(0, "ML-DSA-65", null), // clean
    ];

    public static nint Digest() => EVP_get_digestbyname("sha384"); // clean
}
