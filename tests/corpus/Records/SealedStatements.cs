using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Records.Archive;

/// <summary>Statements about records that others must be able to check in thirty years: COSE, CMS, XML.</summary>
public static class SealedStatements
{
    public static byte[] Sign(byte[] statement, ECDsa key)
    {
        CoseSigner signer = new(key, HashAlgorithmName.SHA384); // find: messages
        return CoseSign1Message.SignEmbedded(statement, signer);
    }

    public static byte[] SignMany(byte[] statement, params RSA[] keys)
    {
        var message = CoseMultiSignMessage.SignDetached(
            statement,
            new CoseSigner(keys[0], RSASignaturePadding.Pss, HashAlgorithmName.SHA256)); // find: messages
        return keys.Length > 0 ? message : throw new ArgumentException("At least one RSA key", nameof(keys)); // clean
    }

    public static byte[] SignSafely(byte[] statement, MLDsa key)
    {
#pragma warning disable SYSLIB5006
        var signer = new CoseSigner(new CoseKey(key)); // clean
#pragma warning restore SYSLIB5006
        return CoseSign1Message.SignEmbedded(statement, signer); // clean
    }

    public static bool Check(byte[] message, ECDsa key) => CoseMessage.DecodeSign1(message).VerifyEmbedded(key); // lower: messages

    public static byte[] SignCms(ReadOnlySpan<byte> statement, X509Certificate2 certificate, ECDsa key)
    {
        SignedCms cms = new(new ContentInfo(statement.ToArray()));
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, key)); // find: messages
        return cms.Encode();
    }

    public static Rfc3161TimestampRequest Stamp(byte[] statement) =>
        Rfc3161TimestampRequest.CreateFromData(statement, HashAlgorithmName.SHA512, requestSignerCertificates: true); // find: messages

    public static bool IsStamped(byte[] statement, Rfc3161TimestampToken token) =>
        token.VerifySignatureForData(statement, out X509Certificate2? _); // lower: messages

    public static void SignXml(XmlDocument document, AsymmetricAlgorithm key, bool isElliptic)
    {
        SignedXml signed = new(document) { SigningKey = key }; // find: xml
        signed.SignedInfo!.SignatureMethod = isElliptic
            ? "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" // find: xml
            : SignedXml.XmlDsigRSASHA512Url; // find: xml
        signed.AddReference(new Reference(string.Empty) { DigestMethod = EncryptedXml.XmlEncSHA512Url }); // clean
        signed.ComputeSignature(); // find: xml
    }

    public static void MacXml(XmlDocument document, byte[] secret)
    {
        SignedXml signed = new(document);
        signed.AddReference(new Reference("") { DigestMethod = SignedXml.XmlDsigSHA384Url }); // clean
        signed.ComputeSignature(new HMACSHA256(secret)); // clean
    }

    public static EncryptedKey WrapXml(byte[] wrapped) => new()
    {
        CipherData = new CipherData(wrapped),
        EncryptionMethod = new EncryptionMethod("http://www.w3.org/2001/04/xmlenc#rsa-1_5"), // find: xml
    };

    public static EncryptedKey WrapXmlShared(byte[] wrapped) => new()
    {
        CipherData = new CipherData(wrapped),
        EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncAES256KeyWrapUrl), // clean
    };

    public static byte[] Envelope(byte[] record, X509Certificate2 doctor, X509Certificate2 archive)
    {
        var envelope = new EnvelopedCms(new ContentInfo(record));
        CmsRecipientCollection recipients = [];
        foreach (X509Certificate2 certificate in (X509Certificate2[])[doctor, archive])
            recipients.Add(new CmsRecipient(certificate, RSAEncryptionPadding.OaepSHA256)); // find: messages
        envelope.Encrypt(recipients); // find: messages
        return envelope.Encode();
    }

    public static bool IsClassical(SignedCms cms) => cms.SignerInfos
        .Cast<SignerInfo>()
        .Any(static signer => signer.SignatureAlgorithm.Value is "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2"); // clean
}
