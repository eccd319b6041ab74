using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Ledger.Exchange;

public class SftpSettings
{
    public string Host { get; set; } = "sftp.bank.example";

    public int Port { get; set; } = 22;

    public string UserName { get; set; } = "ledger";

    public string KeyFile { get; set; } = "~/.ssh/id_rsa"; // clean

    public string HostKeyFingerprint { get; set; } = "SHA256:Yl1yvC7TsmdSUkAsAjFqaAnFiQdNVNEZqlBpH9OMi1I"; // clean
}

/// <summary>Files to and from other banks: over SFTP, sealed with OpenPGP or PKCS #7.</summary>
public class BankFiles
{
    private readonly SftpSettings _settings;
    private readonly ILogger<BankFiles> _logger;

    public BankFiles(SftpSettings settings, ILogger<BankFiles> logger)
    {
        _settings = settings;
        _logger = logger;
    }

    public void Upload(string localFile, string remotePath)
    {
        var keyFile = new PrivateKeyFile(_settings.KeyFile, "passphrase"); // lower: ssh
        var connectionInfo = new Renci.SshNet.ConnectionInfo(
            _settings.Host,
            _settings.Port,
            _settings.UserName,
            new PrivateKeyAuthenticationMethod(_settings.UserName, keyFile));
        using (var client = new SftpClient(connectionInfo))
        {
            client.HostKeyReceived += OnHostKey; // clean
            client.Connect();
            using (var stream = File.OpenRead(localFile))
                client.UploadFile(stream, remotePath);
            client.Disconnect();
        }
    }

    public SshClient ConnectToMainframe(string password)
    {
        var info = new PasswordConnectionInfo(_settings.Host, _settings.UserName, password); // clean
        foreach (var key in info.KeyExchangeAlgorithms.Keys.Where(k => !k.StartsWith("diffie-hellman-group14")).ToList()) // find: ssh
            info.KeyExchangeAlgorithms.Remove(key);
        info.Encryptions.Remove("3des-cbc"); // clean
        info.HmacAlgorithms.Remove("hmac-sha1"); // clean
        info.HostKeyAlgorithms.SetPosition("ssh-rsa", 0); // find: ssh
        return new SshClient(info);
    }

    public static void DisableWeak(BaseClient client)
    {
        client.ConnectionInfo.KeyExchangeAlgorithms.Remove("diffie-hellman-group1-sha1"); // clean
        client.ConnectionInfo.HostKeyAlgorithms.Remove("ssh-dss"); // clean
        client.ConnectionInfo.KeyExchangeAlgorithms.SetPosition("mlkem768x25519-sha256", 0); // clean
    }

    private void OnHostKey(object? sender, HostKeyEventArgs e)
    {
        e.CanTrust = "SHA256:" + e.FingerPrintSHA256 == _settings.HostKeyFingerprint; // clean
        if (e.HostKeyName == "ssh-rsa") // clean
            _logger.LogWarning("{Host} still shows an ssh-rsa key", _settings.Host); // clean
    }

    public static void EncryptPgpFile(string inputFile, string outputFile, PgpPublicKey encKey, bool armor)
    {
        using (MemoryStream bOut = new MemoryStream())
        {
            PgpCompressedDataGenerator comData = new PgpCompressedDataGenerator(CompressionAlgorithmTag.Zip); // clean
            PgpUtilities.WriteFileToLiteralData(comData.Open(bOut), PgpLiteralData.Binary, new FileInfo(inputFile)); // clean
            comData.Close();
            var cPk = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, true, new SecureRandom());
            cPk.AddMethod(encKey); // find: messages
            byte[] bytes = bOut.ToArray();
            using (Stream outputStream = File.Create(outputFile))
            using (Stream output = armor ? new ArmoredOutputStream(outputStream) : outputStream)
            using (Stream cOut = cPk.Open(output, bytes.Length))
                cOut.Write(bytes, 0, bytes.Length);
        }
    }

    public static void EncryptPgpForOldBank(Stream output, byte[] data, PgpPublicKey encKey)
    {
        var cPk = new PgpEncryptedDataGenerator(
            SymmetricKeyAlgorithmTag.Cast5, // find: weak
            true,
            new SecureRandom());
        cPk.AddMethod(encKey); // find: messages
        using (Stream cOut = cPk.Open(output, data.Length))
            cOut.Write(data, 0, data.Length);
    }

    public static void SignPgp(Stream output, byte[] data, PgpSecretKey pgpSec, char[] pass)
    {
        PgpPrivateKey pgpPrivKey = pgpSec.ExtractPrivateKey(pass);
        PgpSignatureGenerator sGen = new PgpSignatureGenerator(pgpSec.PublicKey.Algorithm, HashAlgorithmTag.Sha256); // find: messages
        sGen.InitSign(PgpSignature.BinaryDocument, pgpPrivKey);
        sGen.Update(data);
        sGen.Generate().Encode(output);
    }

    public static Stream DecryptPgp(PgpPublicKeyEncryptedData pbe, PgpPrivateKey sKey) => pbe.GetDataStream(sKey); // lower: messages

    public static byte[] SignPkcs7(byte[] payload, X509Certificate2 certificate)
    {
        ContentInfo contentInfo = new ContentInfo(payload); // clean
        SignedCms signedCms = new SignedCms(contentInfo, false);
        CmsSigner cmsSigner = new CmsSigner(certificate); // find: messages
        cmsSigner.IncludeOption = X509IncludeOption.WholeChain;
        cmsSigner.SignedAttributes.Add(new Pkcs9SigningTime()); // clean
        signedCms.ComputeSignature(cmsSigner); // find: messages
        return signedCms.Encode();
    }

    public static byte[] EncryptPkcs7(byte[] payload, X509Certificate2 recipient, bool isOldBank)
    {
        var algorithm = new AlgorithmIdentifier(isOldBank
            ? new Oid("1.3.14.3.2.7") // find: weak
            : new Oid("2.16.840.1.101.3.4.1.42")); // clean
        var envelopedCms = new EnvelopedCms(new ContentInfo(payload), algorithm);
        envelopedCms.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, recipient)); // find: messages
        return envelopedCms.Encode();
    }

    public static byte[] VerifyPkcs7(byte[] encoded)
    {
        var signedCms = new SignedCms(); // lower: messages
        signedCms.Decode(encoded);
        signedCms.CheckSignature(true); // lower: messages
        return signedCms.ContentInfo.Content;
    }

    public static string FileNameFor(string bank, DateTime day) => $"{bank}_{day:yyyyMMdd}.rsa.pgp"; // clean
}
