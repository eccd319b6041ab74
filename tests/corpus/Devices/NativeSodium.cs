using System.Runtime.InteropServices;

namespace Devices.Fleet.Native;

/// <summary>libsodium as the devices have it.</summary>
internal static unsafe partial class NativeSodium
{
    private const string Library = "libsodium";

    [LibraryImport(Library)]
    public static partial int crypto_box_easy(byte* c, byte* m, ulong length, byte* nonce, byte* pk, byte* sk); // find: native

    [LibraryImport(Library, EntryPoint = "crypto_box_seal")] // find: native
    public static partial int Seal(byte* c, byte* m, ulong length, byte* pk);

    [LibraryImport(Library)]
    public static partial int crypto_scalarmult(byte* q, byte* n, byte* p); // find: native

    [LibraryImport(Library)]
    public static partial int crypto_sign_detached(byte* signature, out ulong size, byte* m, ulong length, byte* sk); // find: native

    [LibraryImport(Library)]
    public static partial int crypto_sign_verify_detached(byte* signature, byte* m, ulong length, byte* pk); // lower: native

    [LibraryImport(Library)]
    public static partial int crypto_secretbox_easy(byte* c, byte* m, ulong length, byte* nonce, byte* key); // clean

    [LibraryImport(Library)]
    public static partial int crypto_generichash(byte* hash, nuint size, byte* m, ulong length, byte* key, nuint keySize); // clean

    [LibraryImport("libfleet", EntryPoint = "crypto_sign")] // clean
    public static partial int CountersignReport(int report);
}
