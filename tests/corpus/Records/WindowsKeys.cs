using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Records.Archive;

/// <summary>The scanners' workstations keep their keys with Windows.</summary>
[SupportedOSPlatform("windows")]
public static class WindowsKeys
{
    private static readonly CngProvider Tpm = new("Microsoft Platform Crypto Provider"); // clean

    public static CngKey CreateTpmKey(string name)
    {
        var parameters = new CngKeyCreationParameters { Provider = Tpm, ExportPolicy = CngExportPolicies.None };
        return CngKey.Create(CngAlgorithm.Rsa, name, parameters); // find: encryption
    }

    public static ECDsa CreateSigner(string name) => new ECDsaCng( // find: signatures
        CngKey.Create(CngAlgorithm.ECDsaP256, name)); // find: signatures

    public static CngKey CreatePilot(string name) => CngKey.Create(CngAlgorithm.MLDsa, name); // clean

    public static CngKey CreateOf(CngAlgorithm algorithm) => CngKey.Create(algorithm); // clean

    public static CngKey[] CreateAll() => [CreateOf(CngAlgorithm.ECDiffieHellmanP384), CreateOf(CngAlgorithm.MLKem)]; // find: encryption

    public static CngKey CreateNamed() => CngKey.Create(new CngAlgorithm("ECDH_P521")); // find: encryption

    public static byte[] SignWithStored(string name, byte[] record)
    {
        using CngKey stored = CngKey.Open(name); // lower: signatures
        using RSACng rsa = new(stored); // find: signatures
        return rsa.SignData(record, HashAlgorithmName.SHA256, RSASignaturePadding.Pss); // find: signatures
    }

    public static byte[] Agree(CngKey peer)
    {
        using var own = new ECDiffieHellmanCng(384) // find: encryption
        {
            KeyDerivationFunction = ECDiffieHellmanKeyDerivationFunction.Hash, // clean
            HashAlgorithm = CngAlgorithm.Sha384, // clean
        };
        return own.DeriveKeyMaterial(peer); // find: encryption
    }

    public static RSA OldContainer(string container)
    {
        CspParameters parameters = new(24, "Microsoft Enhanced RSA and AES Cryptographic Provider", container); // lower: encryption
        return new RSACryptoServiceProvider(3072, parameters); // find: encryption
    }

    public static string Kind(CngKey key)
    {
        if (key.Algorithm == CngAlgorithm.Rsa) // clean
            return "RSA"; // clean
        return key.AlgorithmGroup switch
        {
            { } group when group == CngAlgorithmGroup.ECDsa => "ECDSA", // clean
            { } group when group.Equals(CngAlgorithmGroup.ECDiffieHellman) => "ECDH", // clean
            _ => key.Algorithm.Algorithm,
        };
    }

    public static nint SignFunction(nint library) => NativeLibrary.GetExport(library, "ECDSA_sign"); // find: native

    public static nint RandomFunction(nint library) => NativeLibrary.GetExport(library, "RAND_bytes"); // clean

    [DllImport("libcrypto-3-x64", EntryPoint = "RSA_sign", CallingConvention = CallingConvention.Cdecl)] // find: native
    private static extern int Sign(int type, byte[] digest, uint length, byte[] signature, out uint size, nint rsa);

    [DllImport("records_scanner", EntryPoint = "RSA_sign")] // clean
    private static extern int SignOff(int page);

    public static int SignPage(int page) => page < 0 ? Sign(0, [], 0, [], out _, 0) : SignOff(page);

    public static void ForOldScanners()
    {
#pragma warning disable SYSLIB0014
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)768; // find: tls
#pragma warning restore SYSLIB0014
    }
}
