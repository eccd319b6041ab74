using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ledger.Native
{
    /// <summary>CryptoAPI, from before there were classes for it; and OpenSSL on the Linux servers.</summary>
    internal static class NativeMethods
    {
        private const string Advapi32 = "advapi32.dll";
        private const string Crypto = "libcrypto.so.3";

        internal const uint PROV_RSA_AES = 24; // clean
        internal const uint CRYPT_VERIFYCONTEXT = 0xF0000000;
        internal const uint CALG_MD5 = 0x00008003; // clean
        internal const uint CALG_SHA_256 = 0x0000800c; // clean
        internal const uint CALG_RSA_KEYX = 0x0000a400; // clean
        internal const uint CALG_AES_256 = 0x00006610; // clean

        [DllImport(Advapi32, CharSet = CharSet.Unicode, SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        internal static extern bool CryptAcquireContext(out IntPtr phProv, string? pszContainer, string? pszProvider, uint dwProvType, uint dwFlags);

        [DllImport(Advapi32, SetLastError = true)]
        internal static extern bool CryptGenKey(IntPtr hProv, uint algid, uint dwFlags, out IntPtr phKey); // lower: native

        [DllImport(Advapi32, SetLastError = true)]
        internal static extern bool CryptCreateHash(IntPtr hProv, uint algid, IntPtr hKey, uint dwFlags, out IntPtr phHash);

        [DllImport(Advapi32, CharSet = CharSet.Unicode, SetLastError = true)]
        internal static extern bool CryptSignHash( // find: native
            IntPtr hHash, uint dwKeySpec, string? sDescription, uint dwFlags, byte[]? pbSignature, ref uint pdwSigLen);

        [DllImport(Advapi32, SetLastError = true)]
        internal static extern bool CryptGenRandom(IntPtr hProv, uint dwLen, byte[] pbBuffer); // clean

        [DllImport(Advapi32, SetLastError = true)]
        internal static extern bool CryptReleaseContext(IntPtr hProv, uint dwFlags); // clean

        [DllImport(Crypto, EntryPoint = "EC_KEY_generate_key", CallingConvention = CallingConvention.Cdecl)] // find: native
        internal static extern int GenerateEcKey(IntPtr key);

        [DllImport(Crypto, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int ECDSA_verify(int type, byte[] dgst, int dgstlen, byte[] sig, int siglen, IntPtr eckey); // lower: native

        [DllImport(Crypto, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr EVP_aes_256_gcm(); // clean

        [DllImport(Crypto, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr EVP_sha512(); // clean

        [DllImport("libsodium", CallingConvention = CallingConvention.Cdecl)]
        internal static extern int crypto_box_seal(byte[] c, byte[] m, ulong mlen, byte[] pk); // find: native

        [DllImport("libsodium", CallingConvention = CallingConvention.Cdecl)]
        internal static extern int crypto_sign_detached(byte[] sig, out ulong siglen, byte[] m, ulong mlen, byte[] sk); // find: native

        [DllImport("libsodium", CallingConvention = CallingConvention.Cdecl)]
        internal static extern int crypto_secretbox_easy(byte[] c, byte[] m, ulong mlen, byte[] n, byte[] k); // clean

        [DllImport("libsodium", CallingConvention = CallingConvention.Cdecl)]
        internal static extern int sodium_init(); // clean

        [DllImport("kernel32.dll", SetLastError = true)]
        internal static extern bool CloseHandle(IntPtr handle); // clean

        [DllImport("oldprinter.dll", EntryPoint = "DES_print")] // clean
        internal static extern int PrintDescription(int nLine);
    }

    internal sealed class CapiKey : IDisposable
    {
        private readonly IntPtr m_hProv;
        private readonly IntPtr m_hKey;

        public CapiKey()
        {
            if (!NativeMethods.CryptAcquireContext(out m_hProv, null, null, NativeMethods.PROV_RSA_AES, NativeMethods.CRYPT_VERIFYCONTEXT))
                throw new Win32Exception(Marshal.GetLastWin32Error());
            if (!NativeMethods.CryptGenKey(m_hProv, NativeMethods.CALG_RSA_KEYX, 2048 << 16, out m_hKey)) // find: native
                throw new Win32Exception(Marshal.GetLastWin32Error(), "CALG_RSA_KEYX failed"); // clean
        }

        public IntPtr Key => m_hKey;

        public IntPtr NewSessionKey() =>
            NativeMethods.CryptGenKey(m_hProv, NativeMethods.CALG_AES_256, 1, out IntPtr hKey) ? hKey : IntPtr.Zero; // clean

        public IntPtr NewHash(bool fShort)
        {
            uint algid = NativeMethods.CALG_SHA_256; // clean
            if (fShort)
                algid = NativeMethods.CALG_MD5; // find: weak
            return NativeMethods.CryptCreateHash(m_hProv, algid, IntPtr.Zero, 0, out IntPtr hHash) ? hHash : IntPtr.Zero;
        }

        public void Dispose() => NativeMethods.CryptReleaseContext(m_hProv, 0);
    }
}
