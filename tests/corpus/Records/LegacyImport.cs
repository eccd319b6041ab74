using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Renci.SshNet;
using ConnectionInfo = Renci.SshNet.ConnectionInfo;

namespace Records.Archive;

/// <summary>Reads what older systems have left: nothing here protects anything new, but for the export at the end.</summary>
public sealed class LegacyImport(HttpClient client, ILogger<LegacyImport> logger)
{
    public static byte[] OpenTape(byte[] cipher, byte[] key, byte[] iv)
    {
        using TripleDES des = TripleDES.Create(); // lower: weak
        des.Key = key;
        return des.DecryptCbc(cipher, iv); // lower: weak
    }

    public static string OpenMicrofilm(Stream cipher, byte[] key, byte[] iv)
    {
        using var rc2 = RC2.Create(); // lower: weak
        using var stream = new CryptoStream(cipher, rc2.CreateDecryptor(key, iv), CryptoStreamMode.Read);
        return new StreamReader(stream, Encoding.Latin1).ReadToEnd();
    }

    public static bool IsIntact(byte[] record, ReadOnlySpan<byte> checksum) =>
        MD5.HashData(record).AsSpan().SequenceEqual(checksum); // lower: weak

    public static byte[] OpenKey(string pem, byte[] wrapped)
    {
        using RSA own = RSA.Create(); // lower: encryption
        own.ImportFromPem(pem); // lower: encryption
        return own.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1); // lower: encryption
    }

    public static bool IsSigned(byte[] record, byte[] signature, byte[] spki)
    {
        using var key = ECDsa.Create(); // lower: signatures
        key.ImportSubjectPublicKeyInfo(spki, out _); // lower: signatures
        return key.VerifyData(record, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence); // lower: signatures
    }

    public static bool IsSignedByOldest(byte[] record, byte[] signature, DSAParameters parameters)
    {
        using DSA dsa = DSA.Create(parameters); // lower: signatures
        return dsa.VerifyData(record, signature, HashAlgorithmName.SHA1); // lower: signatures
    }

    public static byte[] OpenMessage(byte[] message, X509Certificate2Collection own)
    {
        EnvelopedCms cms = new(); // lower: messages
        cms.Decode(message);
        cms.Decrypt(own); // lower: messages
        return cms.ContentInfo.Content;
    }

    public static bool IsSignedXml(XmlDocument document, RSA key)
    {
        SignedXml signed = new(document); // lower: xml
        signed.LoadXml(document.DocumentElement!);
        return signed.SignatureMethod != SignedXml.XmlDsigRSASHA1Url // clean
            && signed.CheckSignature(key); // lower: xml
    }

    public static IEnumerable<X509Certificate2> Certificates(IEnumerable<byte[]> files) =>
        from file in files select X509CertificateLoader.LoadCertificate(file); // lower: certificates

    public async Task<int> ImportAsync(Uri source, CancellationToken cancellation)
    {
        byte[][] records = await client.GetFromJsonAsync<byte[][]>(source, cancellation) ?? [];
        logger.LogInformation("{Count} records, all of them sealed with 3DES and signed with RSA-SHA1", records.Length); // clean
        return records.Count(static record => record.Length > 0);
    }

    public static RSAPKCS1SignatureDeformatter Checker(RSA key) // clean
    {
        var deformatter = new RSAPKCS1SignatureDeformatter(key); // lower: signatures
        deformatter.SetHashAlgorithm(nameof(SHA256)); // clean
        return deformatter;
    }

    /// <summary>The ministry still takes files over SFTP only.</summary>
    public static SftpClient Ministry(string host, Stream key)
    {
        ConnectionInfo connection = new(host, "records", new PrivateKeyAuthenticationMethod("records", new PrivateKeyFile(key))); // lower: ssh
        foreach (string name in new[] { "mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com" }) // find: ssh
            connection.KeyExchangeAlgorithms.Remove(name);
        connection.HostKeyAlgorithms.SetPosition("ssh-ed25519", 0); // find: ssh
        return new SftpClient(connection);
    }

    public static bool IsHybrid(ConnectionInfo connection) =>
        connection.CurrentKeyExchangeAlgorithm is not ("curve25519-sha256" or "ecdh-sha2-nistp256"); // clean

    public static byte[] Reseal(byte[] cipher, byte[] key, byte[] iv)
    {
        using TripleDES des = TripleDES.Create(); // find: weak
        des.Key = key;
        byte[] plain = des.DecryptCbc(cipher, iv); // lower: weak
        return des.EncryptCbc(plain, RandomNumberGenerator.GetBytes(8));
    }
}
