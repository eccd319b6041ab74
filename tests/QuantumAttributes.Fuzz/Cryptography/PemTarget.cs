using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class PemTarget : FuzzTarget
{
    private static readonly ProviderSet Providers = FuzzCryptography.Providers;

    public override string Name => "pem";

    public override string Claim => "PEM, public and private: CryptographicException, or a key that comes back from its own PEM";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        Check(text, static t => KemPublicKey.ImportFromPem(t, Providers), static key => key.ExportSubjectPublicKeyInfoPem());
        Check(text, static t => VerifyingKey.ImportFromPem(t, Providers), static key => key.ExportSubjectPublicKeyInfoPem());
        Check(text, static t => KemPrivateKey.ImportFromPem(t, Providers), static key => key.ExportPkcs8PrivateKeyPem());
        Check(text, static t => SigningKey.ImportFromPem(t, Providers), static key => key.ExportPkcs8PrivateKeyPem());
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

    private static void Check<TKey>(string text, Func<string, TKey> import, Func<TKey, string> export)
        where TKey : class, IDisposable
    {
        using TKey? key = Contract.Parse<TKey, CryptographicException>(() => import(text));
        if (key is null)
            return;
        string pem = export(key);
        using TKey again = import(pem);
        Contract.Holds(export(again) == pem, "what is exported comes back");
    }
}
