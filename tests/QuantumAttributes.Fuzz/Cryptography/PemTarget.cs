using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class PemTarget : FuzzTarget
{
    public override string Name => "pem";

    public override string Claim => "PEM, public and private: CryptographicException, or a key that comes back from its own PEM";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        using KemPublicKey? kemPublic = Contract.Parse<KemPublicKey, CryptographicException>(
            () => KemPublicKey.ImportFromPem(text, FuzzCryptography.Providers));
        if (kemPublic is not null)
            ComesBack(
                kemPublic.ExportSubjectPublicKeyInfoPem(), pem => KemPublicKey.ImportFromPem(pem, FuzzCryptography.Providers).ExportSubjectPublicKeyInfoPem());

        using VerifyingKey? verifying = Contract.Parse<VerifyingKey, CryptographicException>(
            () => VerifyingKey.ImportFromPem(text, FuzzCryptography.Providers));
        if (verifying is not null)
            ComesBack(
                verifying.ExportSubjectPublicKeyInfoPem(), pem => VerifyingKey.ImportFromPem(pem, FuzzCryptography.Providers).ExportSubjectPublicKeyInfoPem());

        using KemPrivateKey? kemPrivate = Contract.Parse<KemPrivateKey, CryptographicException>(
            () => KemPrivateKey.ImportFromPem(text, FuzzCryptography.Providers));
        if (kemPrivate is not null)
            ComesBack(
                kemPrivate.ExportPkcs8PrivateKeyPem(), pem => KemPrivateKey.ImportFromPem(pem, FuzzCryptography.Providers).ExportPkcs8PrivateKeyPem());

        using SigningKey? signing = Contract.Parse<SigningKey, CryptographicException>(
            () => SigningKey.ImportFromPem(text, FuzzCryptography.Providers));
        if (signing is not null)
            ComesBack(
                signing.ExportPkcs8PrivateKeyPem(), pem => SigningKey.ImportFromPem(pem, FuzzCryptography.Providers).ExportPkcs8PrivateKeyPem());
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        using KemPrivateKey kem = FuzzCryptography.KemKey(KemAlgorithm.XWing);
        using SigningKey signing = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa65);
        string privatePem = signing.ExportPkcs8PrivateKeyPem();
        yield return new FuzzSeed("kem-public", kem.PublicKey.ExportSubjectPublicKeyInfoPem());
        yield return new FuzzSeed("kem-private", kem.ExportPkcs8PrivateKeyPem());
        yield return new FuzzSeed("signing-private", $"before\n{privatePem}\r\nafter");
        yield return new FuzzSeed("twice", $"{privatePem}\n{privatePem}");
        yield return new FuzzSeed("both", $"{privatePem}\n{signing.VerifyingKey.ExportSubjectPublicKeyInfoPem()}");
        yield return new FuzzSeed("empty", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----");
        yield return new FuzzSeed("other", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    }

    private static void ComesBack(string pem, Func<string, string> importAndExport) =>
        Contract.Holds(importAndExport(pem) == pem, "what is exported comes back");
}
