using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class CertificateTarget : FuzzTarget
{
    private readonly Lazy<SigningKey> _issuer = new(() => FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa44));

    public override string Name => "certificate";

    public override string Claim => "X.509 certificate: CryptographicException, or a key that works and a verdict";

    protected override void Prepare() => _ = _issuer.Value.VerifyingKey.Thumbprint;

    protected override void Execute(byte[] input)
    {
        // What the platform does not take for a certificate never reaches our reader by way of a certificate.
        Contract.Ask<CryptographicException>(() => HasAlgorithm(input));
        using X509Certificate2? certificate = Contract.Parse<X509Certificate2, CryptographicException>(
            () => X509CertificateLoader.LoadCertificate(input));
        if (certificate is null)
            return;
        Contract.Ask<CryptographicException>(() => certificate.IsSignedBy(_issuer.Value.VerifyingKey));
        using VerifyingKey? verifying = Contract.Parse<VerifyingKey, CryptographicException>(
            () => certificate.GetVerifyingKey(FuzzCryptography.Providers));
        using KemPublicKey? kem = Contract.Parse<KemPublicKey, CryptographicException>(
            () => certificate.GetKemPublicKey(FuzzCryptography.Providers));
        Contract.Holds(verifying is null || kem is null, "a certificate has one key");
        verifying?.ExportSubjectPublicKeyInfo();
        kem?.Encapsulate();
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        SigningKey issuer = _issuer.Value;
        using KemPrivateKey kem = FuzzCryptography.KemKey(KemAlgorithm.MLKem512);
        byte[] root = FuzzCertificates.Issue(issuer, issuer.VerifyingKey, X509KeyUsageFlags.KeyCertSign);
        yield return new FuzzSeed("root", root);
        yield return new FuzzSeed("cut", root[..^1]);
        yield return new FuzzSeed("kem", FuzzCertificates.Issue(issuer, kem.PublicKey, X509KeyUsageFlags.KeyEncipherment));
        yield return new FuzzSeed("kem-usage", FuzzCertificates.Issue(issuer, kem.PublicKey, X509KeyUsageFlags.KeyCertSign));
    }

    private static bool HasAlgorithm(byte[] source) =>
        !TbsCertificate.ReadAlgorithm(SignedStructure.Read(source).ToBeSigned).IsEmpty;
}
