using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Devices.Fleet;

/// <summary>Issues device certificates with BouncyCastle.</summary>
public sealed class EnrollmentAuthority
{
    private const string Algorithm = "SHA256WITHECDSA";

    public static Org.BouncyCastle.X509.X509Certificate Issue(
        X509Name issuer, X509Name subject, AsymmetricKeyParameter device, AsymmetricKeyParameter authority)
    {
        var generator = new X509V3CertificateGenerator(); // lower: certificates
        generator.SetSerialNumber(BigInteger.ProbablePrime(120, new SecureRandom())); // clean
        generator.SetIssuerDN(issuer);
        generator.SetSubjectDN(subject);
        generator.SetNotBefore(DateTime.UtcNow);
        generator.SetNotAfter(DateTime.UtcNow.AddYears(10));
        generator.SetPublicKey(device);
        return generator.Generate(Factory(Algorithm, authority)); // find: certificates
    }

    public static Org.BouncyCastle.X509.X509Certificate IssueForBootLoader(X509V3CertificateGenerator template, AsymmetricKeyParameter authority) =>
        template.Generate(new Asn1SignatureFactory("SHA512WITHRSA", authority)); // find: certificates

    public static Org.BouncyCastle.X509.X509Certificate IssuePilot(X509V3CertificateGenerator template, AsymmetricKeyParameter authority) =>
        template.Generate(new Asn1SignatureFactory("ML-DSA-65", authority)); // clean

    public static Pkcs10CertificationRequest Request(X509Name subject, AsymmetricCipherKeyPair pair) => new(
        Factory("Ed25519", pair.Private), // find: certificates
        subject,
        pair.Public,
        null);

    public static bool Check(Org.BouncyCastle.X509.X509Certificate certificate, AsymmetricKeyParameter authority)
    {
        var factory = new Asn1VerifierFactory(certificate.SigAlgName, authority); // lower: certificates
        IStreamCalculator<IVerifier> calculator = factory.CreateCalculator();
        calculator.Stream.Write(certificate.GetTbsCertificate());
        return calculator.GetResult().IsVerified(certificate.GetSignature());
    }

    public static byte[] Seal(byte[] content, Org.BouncyCastle.X509.X509Certificate recipient)
    {
        var generator = new CmsEnvelopedDataGenerator();
        generator.AddKeyTransRecipient(recipient); // find: messages
        return generator.Generate(new CmsProcessableByteArray(content), CmsEnvelopedGenerator.Aes256Gcm).GetEncoded(); // clean
    }

    public static byte[] SealForOldLine(byte[] content, Org.BouncyCastle.X509.X509Certificate recipient)
    {
        var generator = new CmsEnvelopedDataGenerator();
        generator.AddKeyTransRecipient(recipient); // find: messages
        return generator.Generate(
            new CmsProcessableByteArray(content),
            CmsEnvelopedGenerator.DesEde3Cbc) // find: weak
            .GetEncoded();
    }

    public static byte[] Sign(byte[] content, AsymmetricKeyParameter key, Org.BouncyCastle.X509.X509Certificate certificate)
    {
        var generator = new CmsSignedDataGenerator(); // find: messages
        generator.AddSigner(key, certificate, CmsSignedGenerator.DigestSha256);
        return generator.Generate(new CmsProcessableByteArray(content), encapsulate: true).GetEncoded();
    }

    private static ISignatureFactory Factory(string algorithm, AsymmetricKeyParameter key) => new Asn1SignatureFactory(algorithm, key); // clean
}
