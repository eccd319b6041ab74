using System.Runtime.InteropServices;

namespace Devices.Fleet.Native;

/// <summary>Keys in the TPM of Windows gateways.</summary>
internal static partial class NativeWindows
{
    private const string Provider = "Microsoft Platform Crypto Provider";

    [LibraryImport("ncrypt.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int NCryptOpenStorageProvider(out nint provider, string name, int flags); // clean

    [LibraryImport("ncrypt.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int NCryptCreatePersistedKey( // lower: native
        nint provider, out nint key, string algorithm, string? name, int keySpec, int flags);

    [DllImport("ncrypt.dll")]
    public static extern int NCryptSignHash( // find: native
        nint key, nint padding, byte[] hash, int hashLength, byte[] signature, int signatureLength, out int written, int flags);

    [DllImport("ncrypt.dll")]
    public static extern int NCryptVerifySignature( // lower: native
        nint key, nint padding, byte[] hash, int hashLength, byte[] signature, int signatureLength, int flags);

    [DllImport("bcrypt.dll", CharSet = CharSet.Unicode)]
    private static extern int BCryptOpenAlgorithmProvider(out nint algorithm, string id, string? implementation, int flags); // lower: native

    [DllImport("bcrypt.dll")]
    private static extern int BCryptGenRandom(nint algorithm, byte[] buffer, int length, int flags); // clean

    public static nint CreateAttestationKey(string name)
    {
        Check(NCryptOpenStorageProvider(out nint provider, Provider, 0)); // clean
        Check(NCryptCreatePersistedKey(provider, out nint key, "RSA", name, 0, 0)); // find: native
        return key;
    }

    public static nint CreateSigningKey(nint provider, string name, bool isLong)
    {
        Check(NCryptCreatePersistedKey(
            provider,
            out nint key,
            isLong ? "ECDSA_P521" : "ECDSA_P256", // find: native
            name,
            0,
            0));
        return key;
    }

    public static nint OpenAgreement()
    {
        Check(BCryptOpenAlgorithmProvider(out nint algorithm, "ECDH_P384", null, 0)); // find: native
        return algorithm;
    }

    public static nint OpenCipher()
    {
        Check(BCryptOpenAlgorithmProvider(out nint algorithm, "AES", null, 0)); // clean
        return algorithm;
    }

    public static nint OpenPilot()
    {
        Check(BCryptOpenAlgorithmProvider(out nint algorithm, "ML-KEM", null, 0)); // clean
        return algorithm;
    }

    public static byte[] Random(int length)
    {
        byte[] buffer = new byte[length];
        Check(BCryptGenRandom(0, buffer, length, 2)); // clean
        return buffer;
    }

    private static void Check(int status)
    {
        if (status != 0)
            throw new InvalidOperationException($"NCryptSignHash, NCryptEncrypt or another failed: 0x{status:x8}"); // clean
    }
}
