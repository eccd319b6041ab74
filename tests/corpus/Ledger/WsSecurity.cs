using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Ledger.Infrastructure.Soap
{
    /// <summary>SignedXml does not find wsu:Id by itself.</summary>
    public class SignedXmlWithId : SignedXml
    {
        public SignedXmlWithId(XmlDocument xml)
            : base(xml)
        {
        }

        public override XmlElement? GetIdElement(XmlDocument? doc, string id)
        {
            XmlElement? idElem = base.GetIdElement(doc, id);
            if (idElem == null && doc != null)
            {
                XmlNamespaceManager nsManager = new XmlNamespaceManager(doc.NameTable);
                nsManager.AddNamespace("wsu", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"); // clean
                idElem = doc.SelectSingleNode("//*[@wsu:Id=\"" + id + "\"]", nsManager) as XmlElement;
            }

            return idElem;
        }
    }

    /// <summary>Signs and seals the SOAP envelopes of the central bank.</summary>
    public class WsSecuritySigner
    {
        private readonly X509Certificate2 _certificate;

        public WsSecuritySigner(X509Certificate2 certificate)
        {
            _certificate = certificate;
        }

        public XmlElement SignEnvelope(XmlDocument soap, string bodyId, string timestampId)
        {
            SignedXmlWithId signedXml = new SignedXmlWithId(soap);
            signedXml.SigningKey = _certificate.GetRSAPrivateKey(); // find: xml
            signedXml.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl; // clean
            signedXml.SignedInfo.SignatureMethod = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"; // find: xml
            foreach (string id in new[] { bodyId, timestampId })
            {
                Reference reference = new Reference { Uri = "#" + id };
                reference.AddTransform(new XmlDsigExcC14NTransform()); // clean
                reference.DigestMethod = "http://www.w3.org/2001/04/xmlenc#sha256"; // clean
                signedXml.AddReference(reference);
            }

            KeyInfo keyInfo = new KeyInfo();
            keyInfo.AddClause(new KeyInfoX509Data(_certificate));
            signedXml.KeyInfo = keyInfo;
            signedXml.ComputeSignature(); // find: xml
            return signedXml.GetXml();
        }

        /// <summary>What the tax portal of 2007 still wants.</summary>
        public static void SignXmlFile(string fileName, string signedFileName, RSA key) // clean
        {
            XmlDocument doc = new XmlDocument { PreserveWhitespace = false };
            doc.Load(new XmlTextReader(fileName));
            SignedXml signedXml = new SignedXml(doc);
            signedXml.SigningKey = key; // find: xml
            signedXml.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url; // find: xml
            Reference reference = new Reference { Uri = "", DigestMethod = SignedXml.XmlDsigSHA1Url }; // find: weak
            reference.AddTransform(new XmlDsigEnvelopedSignatureTransform()); // clean
            signedXml.AddReference(reference);
            signedXml.KeyInfo = new KeyInfo();
            signedXml.KeyInfo.AddClause(new RSAKeyValue(key)); // lower: xml
            signedXml.ComputeSignature(); // find: xml
            doc.DocumentElement!.AppendChild(doc.ImportNode(signedXml.GetXml(), true));
            doc.Save(signedFileName);
        }

        public static bool VerifyXmlFile(string name, AsymmetricAlgorithm key)
        {
            XmlDocument xmlDocument = new XmlDocument { PreserveWhitespace = true };
            xmlDocument.Load(name);
            SignedXml signedXml = new SignedXml(xmlDocument); // lower: xml
            XmlNodeList nodeList = xmlDocument.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl); // clean
            signedXml.LoadXml((XmlElement)nodeList[0]!);
            return signedXml.CheckSignature(key); // lower: xml
        }

        public static void EncryptElement(XmlDocument doc, string elementName, RSA rsaKey, string keyName) // clean
        {
            XmlElement elementToEncrypt = (XmlElement)doc.GetElementsByTagName(elementName)[0]!;
            using Aes sessionKey = Aes.Create(); // clean
            sessionKey.KeySize = 256;
            EncryptedXml eXml = new EncryptedXml();
            byte[] encryptedElement = eXml.EncryptData(elementToEncrypt, sessionKey, false); // clean

            EncryptedData edElement = new EncryptedData
            {
                Type = EncryptedXml.XmlEncElementUrl, // clean
                Id = "Body1",
                EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncAES256Url), // clean
            };
            EncryptedKey ek = new EncryptedKey();
            byte[] encryptedKey = EncryptedXml.EncryptKey(sessionKey.Key, rsaKey, false); // find: xml
            ek.CipherData = new CipherData(encryptedKey);
            ek.EncryptionMethod = new EncryptionMethod(EncryptedXml.XmlEncRSA15Url); // find: xml
            ek.KeyInfo.AddClause(new KeyInfoName { Value = keyName });
            edElement.KeyInfo.AddClause(new KeyInfoEncryptedKey(ek)); // clean
            edElement.CipherData.CipherValue = encryptedElement;
            EncryptedXml.ReplaceElement(elementToEncrypt, edElement, false);
        }

        public static void DecryptElement(XmlDocument doc, SymmetricAlgorithm key, string keyName)
        {
            EncryptedXml exml = new EncryptedXml(doc); // clean
            exml.AddKeyNameMapping(keyName, key); // clean
            exml.DecryptDocument();
        }

        public static bool IsAllowed(string signatureMethod)
        {
            if (signatureMethod == SignedXml.XmlDsigRSASHA1Url || signatureMethod == SignedXml.XmlDsigHMACSHA1Url) // clean
                return false;
            return signatureMethod.EndsWith("#rsa-sha256") || signatureMethod.EndsWith("#rsa-sha512"); // clean
        }
    }
}
