using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto;

namespace Records.Archive;

/// <summary>Findings go out by mail: signed and sealed.</summary>
public sealed class MailGateway(SecureMimeContext smime, OpenPgpContext pgp, ILogger<MailGateway> logger)
{
    private readonly DkimSigner _dkim = new("/etc/records/dkim.pem", "records.example", "s1", DkimSignatureAlgorithm.RsaSha256); // find: messages

    public async Task<MimeMessage> SealAsync(MimeMessage message, CancellationToken cancellation)
    {
        message.Body = await ApplicationPkcs7Mime.EncryptAsync(smime, message.To.Mailboxes, message.Body, cancellation); // find: messages
        _dkim.Sign(message, [HeaderId.From, HeaderId.Subject]);
        logger.LogInformation("Sealed {Message} with S/MIME (RSA)", message.MessageId); // clean
        return message;
    }

    public MimeEntity Sign(MailboxAddress own, MimeEntity body) =>
        MultipartSigned.Create(smime, own, DigestAlgorithm.Sha256, body); // find: messages

    public MimeEntity SignOld(MailboxAddress own, MimeEntity body) => MultipartSigned.Create( // find: messages
        pgp,
        own,
        DigestAlgorithm.Sha1, // find: weak
        body);

    public MimeEntity SealPgp(IEnumerable<PgpPublicKey> doctors, MimeEntity body) => MultipartEncrypted.Encrypt( // find: messages
        pgp,
        EncryptionAlgorithm.Aes256, // clean
        doctors,
        body);

    public MimeEntity SealForOldClients(IEnumerable<PgpPublicKey> doctors, MimeEntity body) => MultipartEncrypted.Encrypt( // find: messages
        pgp,
        EncryptionAlgorithm.TripleDes, // find: weak
        doctors,
        body);

    public MimeEntity Open(MimeEntity entity) => entity switch
    {
        ApplicationPkcs7Mime { SecureMimeType: SecureMimeType.EnvelopedData } sealedPart => sealedPart.Decrypt(smime), // lower: messages
        MultipartEncrypted encrypted => encrypted.Decrypt(pgp), // lower: messages
        _ => entity,
    };

    public static DkimSigner EdwardsSigner(AsymmetricKeyParameter key) => new(
        key,
        "records.example",
        "ed1",
        DkimSignatureAlgorithm.Ed25519Sha256); // find: messages

    public static bool IsOld(DkimSigner signer) => signer.SignatureAlgorithm == DkimSignatureAlgorithm.RsaSha1; // clean

    public static bool IsShort(EncryptionAlgorithm algorithm) =>
        algorithm is EncryptionAlgorithm.Des or EncryptionAlgorithm.RC240 or EncryptionAlgorithm.TripleDes; // clean
}
