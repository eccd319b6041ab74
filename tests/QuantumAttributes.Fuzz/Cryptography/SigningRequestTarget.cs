using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class SigningRequestTarget : FuzzTarget
{
    public override string Name => "signing-request";

    public override string Claim => "PKCS #10 signing request: CryptographicException, or a request signed by the key in it";

    protected override void Execute(byte[] input)
    {
        CertificateRequest? request = Contract.Parse<CertificateRequest, CryptographicException>(
            () => CertificateSigningRequest.Load(
                input, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, FuzzCryptography.Providers));
        if (request is null)
            return;
        using VerifyingKey key = VerifyingKey.ImportSubjectPublicKeyInfo(
            request.PublicKey.ExportSubjectPublicKeyInfo(), FuzzCryptography.Providers);
        Contract.Holds(SignedStructure.Read(input).IsSignedBy(key), "it is signed");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        using SigningKey key = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa44);
        using SigningKey other = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa65);
        FuzzCryptography.Reset();
        byte[] request = FuzzCertificates.Ask(key, key);
        yield return new FuzzSeed("good", request);
        yield return new FuzzSeed("cut", request[..^1]);
        yield return new FuzzSeed("stranger", FuzzCertificates.Ask(key, other));
    }
}
