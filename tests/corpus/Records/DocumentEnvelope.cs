using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Records.Archive;

public sealed record StoredDocument(string Id, string Title);

public sealed record SealedDocument(byte[] Key, byte[] Nonce, byte[] Content, byte[] Tag);

/// <summary>A document under a key of its own, which is wrapped for whoever may read it.</summary>
public sealed partial class DocumentEnvelope(RSA reader, ECDsa author) // clean
{
    public SealedDocument Seal(byte[] document)
    {
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key); // clean
        byte[] nonce = RandomNumberGenerator.GetBytes(12), tag = new byte[16], content = new byte[document.Length];
        using (var aes = new AesGcm(key, 16)) // clean
            aes.Encrypt(nonce, document, content, tag); // clean
        return new(Wrap(key), nonce, content, tag);

        byte[] Wrap(ReadOnlySpan<byte> secret) => reader.Encrypt(secret, RSAEncryptionPadding.OaepSHA512); // find: encryption
    }

    public bool TrySeal(ReadOnlySpan<byte> key, Span<byte> output, out int written) =>
        reader.TryEncrypt(key, output, RSAEncryptionPadding.OaepSHA256, out written); // find: encryption

    public byte[] Open(SealedDocument document)
    {
        byte[] key = reader.Decrypt(document.Key, RSAEncryptionPadding.OaepSHA512); // lower: encryption
        byte[] content = new byte[document.Content.Length];
        using AesGcm aes = new(key, document.Tag.Length); // clean
        aes.Decrypt(document.Nonce, document.Content, document.Tag, content); // clean
        return content;
    }

    public byte[]? Sign(byte[]? document) =>
        document is { Length: > 0 } ? author?.SignData(document, HashAlgorithmName.SHA512) : null; // find: signatures

    public bool TrySign(ReadOnlySpan<byte> digest, Span<byte> signature, out int written) =>
        author.TrySignHash(digest, signature, out written); // find: signatures
}

public sealed partial class DocumentEnvelope
{
    private static readonly Lazy<DSA> Oldest = new(static () => DSA.Create(2048)); // find: signatures

    public static byte[] SignOldest(byte[] document) => Oldest.Value.SignData(document, HashAlgorithmName.SHA256); // find: signatures

    public static byte[] Exchange(RSA recipient, byte[] key) =>
        new RSAPKCS1KeyExchangeFormatter(recipient).CreateKeyExchange(key); // find: encryption

    public static byte[] SealFor(IRecordSealer who, byte[] key) => who.Seal(key); // clean

    public static byte[] SealWith(X509Certificate2 doctor, byte[] key) =>
        (doctor.GetRSAPublicKey() ?? throw new NotSupportedException("No RSA")).Encrypt(key, RSAEncryptionPadding.OaepSHA256); // find: encryption

    public static RSAParameters PublicPart(RSA key) => key.ExportParameters(includePrivateParameters: false); // lower: encryption

    public static RSA FromParts(byte[] modulus, byte[] exponent) => RSA.Create(new RSAParameters // find: encryption
    {
        Modulus = modulus,
        Exponent = exponent,
    });

    public static bool IsLong(X509Certificate2 certificate) =>
        certificate.PublicKey.GetRSAPublicKey() is { KeySize: >= 3072 }; // lower: certificate-keys

    public static byte[] Mac(byte[] key, byte[] document, bool isOld)
    {
        using HMAC mac = isOld
            ? new HMACMD5(key) // find: weak
            : new HMACSHA384(key); // clean
        return mac.ComputeHash(document); // clean
    }

    public static byte[] Scramble(byte[] document, byte[] key, byte[] iv)
    {
        using DES cipher = DES.Create(); // find: weak
        using ICryptoTransform transform = cipher.CreateEncryptor(key, iv);
        return transform.TransformFinalBlock(document, 0, document.Length); // clean
    }
}

/// <summary>Seals with what it was given, in a way of its own.</summary>
public interface IRecordSealer
{
    byte[] Seal(byte[] key);
}
