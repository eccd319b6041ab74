using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Payments.Gateway;

/// <summary>Settlement files in the XML of the clearing house.</summary>
public static class SettlementXml
{
    private const string OldSignature = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"; // clean

    public static void Sign(XmlDocument document, X509Certificate2 certificate)
    {
        using RSA key = certificate.GetRSAPrivateKey()!; // find: certificate-keys
        var signed = new SignedXml(document);
        signed.SigningKey = key; // find: xml
        signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA256Url; // find: xml
        signed.SignedInfo.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl; // clean

        var reference = new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url }; // clean
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        signed.AddReference(reference);
        signed.ComputeSignature(); // find: xml
        document.DocumentElement!.AppendChild(document.ImportNode(signed.GetXml(), true));
    }

    public static void SignForOldClearing(XmlDocument document, RSA key) // clean
    {
        SignedXml signed = new(document) { SigningKey = key }; // find: xml
        signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url; // find: xml
        signed.AddReference(new Reference("")
        {
            DigestMethod = SignedXml.XmlDsigSHA1Url, // find: weak
        });
        signed.ComputeSignature(); // find: xml
    }

    public static bool Check(XmlDocument document, X509Certificate2 certificate)
    {
        var signed = new SignedXml(document); // lower: xml
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature")[0]!);
        if (signed.SignatureMethod is OldSignature or SignedXml.XmlDsigDSAUrl) // clean
            throw new CryptographicException($"{OldSignature} is refused"); // clean
        return signed.CheckSignature(certificate, verifySignatureOnly: true); // lower: xml
    }

    public static void Encrypt(XmlDocument document, XmlElement element, X509Certificate2 recipient)
    {
        var xml = new EncryptedXml(document);
        EncryptedData data = xml.Encrypt(element, recipient); // find: xml
        EncryptedXml.ReplaceElement(element, data, false);
    }

    public static EncryptedKey Wrap(Aes session, RSA recipient) => new() // clean
    {
        EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncRSAOAEPUrl), // find: xml
        CipherData = new CipherData(EncryptedXml.EncryptKey(session.Key, recipient, useOAEP: true)), // find: xml
    };

    public static EncryptedData Content(byte[] cipher, bool isOld) => new()
    {
        EncryptionMethod = new EncryptionMethod(isOld
            ? EncryptedXml.XmlEncTripleDESUrl // find: weak
            : EncryptedXml.XmlEncAES256Url), // clean
        CipherData = new CipherData(cipher),
    };

    public static void Decrypt(XmlDocument document, RSA own) // clean
    {
        var xml = new EncryptedXml(document); // lower: xml
        xml.AddKeyNameMapping("rsa", own); // lower: xml
        xml.DecryptDocument(); // lower: xml
    }
}
