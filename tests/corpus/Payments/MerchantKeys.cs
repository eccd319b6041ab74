using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Payments.Gateway;

/// <summary>The keys with which merchants seal card data to us, and we sign receipts to them.</summary>
public sealed class MerchantKeyStore(IOptions<PaymentOptions> options, ILogger<MerchantKeyStore> logger)
{
    private readonly ConcurrentDictionary<string, RSA> _keys = new(); // clean
    private readonly RSA _fallback = RSA.Create(4096); // find: encryption
    private readonly ECDsa _receipts = ECDsa.Create(ECCurve.NamedCurves.nistP256); // find: signatures

    private static readonly Lazy<ECDiffieHellman> Sessions = new(() => ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384)); // find: encryption

    public string Rotate(string merchant)
    {
        RSA key = _keys.AddOrUpdate(
            merchant,
            static (_, size) => RSA.Create(size), // find: encryption
            static (_, old, size) =>
            {
                old.Dispose();
                return RSA.Create(size); // find: encryption
            },
            options.Value.MerchantKeySize);
        logger.LogInformation("Merchant {Merchant} has a new RSA key of {Bits} bits", merchant, key.KeySize); // clean
        return key.ExportRSAPublicKeyPem(); // lower: encryption
    }

    public RSA Find(string merchant) => _keys.TryGetValue(merchant, out RSA? key) ? key : _fallback; // clean

    public bool Knows(AsymmetricAlgorithm candidate) => candidate is RSA or ECDsa; // clean

    public byte[] SealCard(string merchant, ReadOnlySpan<byte> card) =>
        Find(merchant).Encrypt(card, RSAEncryptionPadding.OaepSHA256); // find: encryption

    public byte[] OpenCard(string merchant, byte[] sealedCard)
    {
        try
        {
            return Find(merchant).Decrypt(sealedCard, RSAEncryptionPadding.OaepSHA256); // lower: encryption
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException($"RSA decryption failed for {merchant}", exception); // clean
        }
    }

    public byte[] SignReceipt(string receipt)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(receipt);
        byte[] digest = SHA256.HashData(bytes); // clean
        return _receipts.SignHash(digest); // find: signatures
    }

    public bool IsReceipt(string receipt, byte[] signature) =>
        _receipts.VerifyData(Encoding.UTF8.GetBytes(receipt), signature, HashAlgorithmName.SHA256); // lower: signatures

    public byte[] Agree(ECDiffieHellmanPublicKey terminal)
    {
        return Sessions.Value.DeriveKeyFromHash(terminal, HashAlgorithmName.SHA256); // find: encryption
    }

    public static bool VerifyPartner(string pem, byte[] data, byte[] signature)
    {
        using RSA partner = RSA.Create(); // lower: signatures
        partner.ImportFromPem(pem); // lower: signatures
        return partner.VerifyData(
            data,
            signature,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pss); // lower: signatures
    }

    public static byte[] SignForPartner(string pem, byte[] data)
    {
        using var key = RSA.Create(); // find: signatures
        key.ImportFromPem(pem); // lower: signatures
        return key
            .SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pss); // find: signatures
    }

    public static string Describe(AsymmetricAlgorithm key) => key switch
    {
        RSA { KeySize: < 3072 } => "RSA, short", // clean
        RSA rsa => $"RSA-{rsa.KeySize}", // clean
        ECDsa => nameof(ECDsa), // clean
        ECDiffieHellman => "ECDH", // clean
        _ => "unknown",
    };

    public static AsymmetricAlgorithm Generate(string kind) => kind switch
    {
        "rsa" => RSA.Create(3072), // find: encryption
        "ecdsa" => ECDsa.Create(ECCurve.NamedCurves.nistP521), // find: signatures
        nameof(DSA) => throw new NotSupportedException("DSA keys are refused"), // clean
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
