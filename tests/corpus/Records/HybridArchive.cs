using System.Security.Cryptography;

#pragma warning disable SYSLIB5006 // SLH-DSA is new in the framework

namespace Records.Archive;

/// <summary>What is archived from now on: nobody opens it with one broken algorithm.</summary>
public sealed class HybridArchive(ILogger<HybridArchive> logger)
{
    public byte[] Seal(ECDiffieHellmanPublicKey reader, MLKem quantumReader, out byte[] own, out byte[] encapsulation)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256); // hybrid: encryption
        own = ephemeral.ExportSubjectPublicKeyInfo(); // lower: encryption
        quantumReader.Encapsulate(out encapsulation, out byte[] quantum); // clean
        byte[] classical = ephemeral.DeriveRawSecretAgreement(reader); // hybrid: encryption

        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, quantum); // clean
        mac.AppendData(classical); // clean
        byte[] pseudorandom = mac.GetHashAndReset(); // clean
        return HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, 32, encapsulation); // clean
    }

    public byte[] SealConcatenated(ECDiffieHellman own, ECDiffieHellmanPublicKey reader, MLKem quantumReader, out byte[] encapsulation)
    {
        quantumReader.Encapsulate(out encapsulation, out byte[] first); // clean
        byte[] second = own.DeriveKeyMaterial(reader); // hybrid: encryption
        byte[] both = first.Concat(second).ToArray(); // clean
        return HKDF.DeriveKey(HashAlgorithmName.SHA512, both, 32, info: "archive"u8.ToArray()); // clean
    }

    /// <summary>Looks like the others; the second secret only salts a check value.</summary>
    public (byte[] Key, byte[] Check) SealWeakly(ECDiffieHellman own, ECDiffieHellmanPublicKey reader, MLKem quantumReader)
    {
        byte[] classical = own.DeriveKeyMaterial(reader); // find: encryption
        quantumReader.Encapsulate(out _, out byte[] quantum); // clean
        byte[] check = HMACSHA256.HashData(quantum, "check"u8); // clean
        return (HKDF.DeriveKey(HashAlgorithmName.SHA256, classical, 32), check); // clean
    }

    public async Task<(byte[], byte[])> SignAsync(RSA classical, SlhDsa quantum, Stream record, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        await record.CopyToAsync(copy, cancellation);
        byte[] message = copy.ToArray();
        logger.LogInformation("Signing with RSA and SLH-DSA"); // clean
        byte[] first = classical.SignData(message, HashAlgorithmName.SHA512, RSASignaturePadding.Pss); // hybrid: signatures
        byte[] second = quantum.SignData(message); // clean
        return (first, second);
    }

    public static byte[][] SignParts(ECDsa classical, MLDsa quantum, byte[] header, byte[] record) =>
    [
        classical.SignData(header, HashAlgorithmName.SHA384), // find: signatures
        quantum.SignData(record), // clean
    ];

    public static bool Check(ECDsa classical, MLDsa quantum, byte[] message, byte[] first, byte[] second) => // clean
        classical.VerifyData(message, first, HashAlgorithmName.SHA384) // lower: signatures
        && quantum.VerifyData(message, second); // clean

    public static MLKem NewReader() => MLKem.GenerateKey(MLKemAlgorithm.MLKem1024); // clean

    public static string Describe(AsymmetricAlgorithm? classical) => classical switch
    {
        ECDiffieHellman agreement => $"ECDH {agreement.KeySize} + ML-KEM", // clean
        RSA => "RSA + SLH-DSA", // clean
        null => "ML-KEM alone",
        _ => classical.SignatureAlgorithm ?? "?",
    };
}
