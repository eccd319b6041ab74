using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace Records.Archive;

/// <summary>Keys of the archive in AWS KMS.</summary>
public sealed class CloudKeys(IAmazonKeyManagementService kms, ILogger<CloudKeys> logger)
{
    private static readonly Dictionary<string, KeySpec> Specs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["wrap"] = KeySpec.RSA_4096, // find: key-services
        ["sign"] = KeySpec.ECC_NIST_P384, // find: key-services
        ["pilot"] = KeySpec.ML_DSA_65, // clean
        ["data"] = KeySpec.SYMMETRIC_DEFAULT, // clean
    };

    private static readonly HashSet<KeySpec> Refused = [KeySpec.RSA_2048, KeySpec.ECC_SECG_P256K1]; // clean

    public async Task<string> CreateAsync(string purpose, CancellationToken cancellation)
    {
        KeySpec spec = Specs[purpose]; // clean
        if (Refused.Contains(spec)) // clean
            throw new ArgumentException($"{nameof(KeySpec.RSA_2048)} is refused", nameof(purpose)); // clean

        CreateKeyResponse answer = await kms.CreateKeyAsync(new() { KeySpec = spec, KeyUsage = KeyUsageType.SIGN_VERIFY }, cancellation);
        return answer.KeyMetadata.KeyId;
    }

    public Task<CreateKeyResponse> CreateWrapAsync() => kms.CreateKeyAsync(new CreateKeyRequest
    {
        Description = "wraps the keys of documents (RSA_3072)", // clean
        KeySpec = "RSA_3072", // find: key-services
        KeyUsage = KeyUsageType.ENCRYPT_DECRYPT, // clean
    });

    public Task<CreateKeyResponse> CreateByNameAsync(string? name) => kms.CreateKeyAsync(new CreateKeyRequest
    {
        KeySpec = KeySpec.FindValue(name ?? "ECC_NIST_P256"), // find: key-services
    });

    public Task<CreateKeyResponse> CreateQuantumSafeAsync() =>
        kms.CreateKeyAsync(new() { KeySpec = KeySpec.ML_KEM_768, KeyUsage = KeyUsageType.KEY_AGREEMENT }); // clean

    public async Task<byte[]> WrapAsync(string keyId, byte[] documentKey)
    {
        EncryptResponse answer = await kms.EncryptAsync(new EncryptRequest
        {
            KeyId = keyId,
            Plaintext = new MemoryStream(documentKey),
            EncryptionAlgorithm = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256, // find: key-services
        });
        return answer.CiphertextBlob.ToArray();
    }

    public async Task<byte[]> UnwrapAsync(string keyId, Stream wrapped)
    {
        using var copy = new MemoryStream();
        await wrapped.CopyToAsync(copy);
        var answer = await kms.DecryptAsync(new DecryptRequest
        {
            KeyId = keyId,
            CiphertextBlob = copy,
            EncryptionAlgorithm = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256, // lower: key-services
        });
        return answer.Plaintext.ToArray();
    }

    public Task<SignResponse> SignAsync(string keyId, MemoryStream digest, bool isElliptic) => kms.SignAsync(new SignRequest
    {
        KeyId = keyId,
        Message = digest,
        MessageType = MessageType.DIGEST, // clean
        SigningAlgorithm = isElliptic
            ? SigningAlgorithmSpec.ECDSA_SHA_384 // find: key-services
            : SigningAlgorithmSpec.RSASSA_PSS_SHA_384, // find: key-services
    });

    public Task<SignResponse> SignSafelyAsync(string keyId, MemoryStream message) => kms.SignAsync(new SignRequest
    {
        KeyId = keyId,
        Message = message,
        SigningAlgorithm = SigningAlgorithmSpec.ML_DSA_SHAKE_256, // clean
    });

    public async Task<bool> VerifyAsync(string keyId, MemoryStream message, MemoryStream signature)
    {
        VerifyRequest request = new() { KeyId = keyId, Message = message, Signature = signature };
        request.SigningAlgorithm = SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256; // lower: key-services
        return (await kms.VerifyAsync(request)).SignatureValid ?? false;
    }

    public Task<GenerateDataKeyPairResponse> PairAsync(string keyId, DataKeyPairSpec? spec = null) =>
        kms.GenerateDataKeyPairAsync(new() { KeyId = keyId, KeyPairSpec = spec ?? DataKeyPairSpec.RSA_2048 }); // find: key-services

    public Task<GenerateDataKeyResponse> DataKeyAsync(string keyId) =>
        kms.GenerateDataKeyAsync(new GenerateDataKeyRequest { KeyId = keyId, KeySpec = DataKeySpec.AES_256 }); // clean

    public Task<DeriveSharedSecretResponse> AgreeAsync(string keyId, MemoryStream peer)
    {
        var request = new DeriveSharedSecretRequest { KeyId = keyId, PublicKey = peer };
        request.KeyAgreementAlgorithm = KeyAgreementAlgorithmSpec.ECDH; // find: key-services
        return kms.DeriveSharedSecretAsync(request);
    }

    public Task<GetParametersForImportResponse> PrepareImportAsync(string keyId) => kms.GetParametersForImportAsync(new()
    {
        KeyId = keyId,
        WrappingAlgorithm = AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, // find: key-services
        WrappingKeySpec = WrappingKeySpec.RSA_4096, // find: key-services
    });

    public void Report(KeyMetadata metadata)
    {
        if (metadata.KeySpec == KeySpec.RSA_4096 || metadata.KeySpec == KeySpec.ECC_NIST_P384) // clean
            logger.LogWarning("Key {Key} is an RSA or EC key ({Spec})", metadata.KeyId, metadata.KeySpec); // clean
        bool canAgree = metadata.KeyAgreementAlgorithms?.Contains(KeyAgreementAlgorithmSpec.ECDH.Value) ?? false; // clean
        logger.LogDebug("ECDH: {CanAgree}", canAgree); // clean
    }
}
