using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class EncryptedPkcs8Target : FuzzTarget
{
    // A file may ask for up to ten million iterations, which are seconds of work. Beyond this, reading it is all that is tried.
    private const int MostIterations = 1000;

    private static readonly byte[] Password = [.. "fuzz"u8];

    public override string Name => "encrypted-pkcs8";

    public override string Claim => "encrypted PKCS#8, its password known: CryptographicException, or a key that works";

    protected override void Execute(byte[] input)
    {
        if (AsksForTooMuch(input))
            return;
        using KemPrivateKey? kem = Contract.Parse<KemPrivateKey, CryptographicException>(
            () => KemPrivateKey.ImportEncryptedPkcs8PrivateKey(Password, input, FuzzCryptography.Providers));
        if (kem is not null)
            ImportedKey.Check(kem);

        using SigningKey? signing = Contract.Parse<SigningKey, CryptographicException>(
            () => SigningKey.ImportEncryptedPkcs8PrivateKey(Password, input, FuzzCryptography.Providers));
        if (signing is not null)
            ImportedKey.Check(signing);
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        using KemPrivateKey kem = FuzzCryptography.KemKey(KemAlgorithm.XWing);
        using SigningKey signing = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa44);
        PbeEncryptionAlgorithm[] ciphers =
            [PbeEncryptionAlgorithm.Aes128Cbc, PbeEncryptionAlgorithm.Aes192Cbc, PbeEncryptionAlgorithm.Aes256Cbc];
        HashAlgorithmName[] hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];
        foreach ((PbeEncryptionAlgorithm cipher, HashAlgorithmName hash) in ciphers.Zip(hashes))
            yield return new FuzzSeed($"{cipher}-{hash.Name}", Encrypt(kem, Password, new PbeParameters(cipher, hash, 1)));

        PbeParameters parameters = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        yield return new FuzzSeed("signing", Encrypt(signing, Password, parameters));
        yield return new FuzzSeed("other-password", Encrypt(kem, [1], parameters));
        yield return new FuzzSeed("iterations", Encrypt(kem, Password, new PbeParameters(
            PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, MostIterations + 1)));
        yield return new FuzzSeed("unencrypted", kem.ExportPkcs8PrivateKey());
    }

    private static bool AsksForTooMuch(ReadOnlySpan<byte> source)
    {
        try
        {
            DerReader info = new DerReader(source).ReadSequence();
            return Pbes2Parameters.Read(info.ReadSequence()).IterationCount > MostIterations;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Encrypt(AsymmetricPrivateKey key, byte[] password, PbeParameters parameters) =>
        key.ExportEncryptedPkcs8PrivateKey(password, parameters, FuzzCryptography.Providers);
}
