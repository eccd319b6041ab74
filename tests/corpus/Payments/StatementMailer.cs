using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Payments.Gateway;

/// <summary>Bank statements as CMS: signed by us, sealed to the bank.</summary>
public sealed class StatementMailer(ILogger<StatementMailer> logger)
{
    private static readonly Oid Aes256 = new("2.16.840.1.101.3.4.1.42"); // clean
    private static readonly Oid TripleDes = new("1.2.840.113549.3.7"); // find: weak

    public byte[] Seal(string statement, X509Certificate2 bank)
    {
        var envelope = new EnvelopedCms(new ContentInfo(Encoding.UTF8.GetBytes(statement)), new AlgorithmIdentifier(Aes256));
        envelope.Encrypt(new CmsRecipient(bank)); // find: messages
        logger.LogInformation("Sealed with RSA-OAEP to {Bank}", bank.Subject); // clean
        return envelope.Encode();
    }

    public byte[] SealToAll(byte[] statement, X509Certificate2Collection banks)
    {
        var recipients = new CmsRecipientCollection(SubjectIdentifierType.IssuerAndSerialNumber, banks); // find: messages
        EnvelopedCms envelope = new(new ContentInfo(statement), new AlgorithmIdentifier(TripleDes));
        envelope.Encrypt(recipients); // find: messages
        return envelope.Encode();
    }

    public static byte[] Open(byte[] message)
    {
        var envelope = new EnvelopedCms(); // lower: messages
        envelope.Decode(message);
        envelope.Decrypt(); // lower: messages
        return envelope.ContentInfo.Content;
    }

    public static byte[] Sign(byte[] statement, X509Certificate2 own)
    {
        var signed = new SignedCms(new ContentInfo(statement), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, own) // find: messages
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), // clean
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signed.ComputeSignature(signer); // find: messages
        return signed.Encode();
    }

    public static bool Check(byte[] statement, byte[] signature)
    {
        SignedCms signed = new(new ContentInfo(statement), detached: true); // lower: messages
        signed.Decode(signature);
        try
        {
            signed.CheckSignature(verifySignatureOnly: false); // lower: messages
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static IEnumerable<string> Recipients(EnvelopedCms envelope) => envelope.RecipientInfos
        .Cast<RecipientInfo>()
        .Select(static info => info switch
        {
            KeyTransRecipientInfo transport => $"RSA {transport.RecipientIdentifier.Value}", // clean
            KeyAgreeRecipientInfo => "ECDH", // clean
            _ => "?",
        });
}
