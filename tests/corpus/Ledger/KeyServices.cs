using System.Text;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Azure.Identity;
using Azure.Security.KeyVault.Certificates;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ledger.Infrastructure;

public interface ITransactionSigner
{
    Task<byte[]> SignAsync(byte[] digest);
}

public class KmsTransactionSigner : ITransactionSigner
{
    private readonly IAmazonKeyManagementService _kms;
    private readonly string _keyId;

    public KmsTransactionSigner(IAmazonKeyManagementService kms, string keyId)
    {
        _kms = kms;
        _keyId = keyId;
    }

    public async Task<byte[]> SignAsync(byte[] digest)
    {
        var signRequest = new SignRequest
        {
            KeyId = _keyId,
            MessageType = MessageType.DIGEST, // clean
            Message = new MemoryStream(digest),
            SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256, // find: key-services
        };
        var response = await _kms.SignAsync(signRequest).ConfigureAwait(false);
        return response.Signature.ToArray();
    }

    public async Task<bool> VerifyAsync(byte[] digest, byte[] signature)
    {
        var response = await _kms.VerifyAsync(new VerifyRequest
        {
            KeyId = _keyId,
            MessageType = MessageType.DIGEST, // clean
            Message = new MemoryStream(digest),
            Signature = new MemoryStream(signature),
            SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256, // lower: key-services
        });
        return response.SignatureValid == true;
    }

    public async Task<string> CreateSigningKeyAsync(string alias)
    {
        var request = new CreateKeyRequest
        {
            Description = "ECC_SECG_P256K1 key of " + alias, // clean
            KeyUsage = KeyUsageType.SIGN_VERIFY,
            KeySpec = KeySpec.ECC_SECG_P256K1, // find: key-services
        };
        var response = await _kms.CreateKeyAsync(request);
        await _kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/" + alias, TargetKeyId = response.KeyMetadata.KeyId });
        return response.KeyMetadata.Arn;
    }

    public Task<CreateKeyResponse> CreateDataKeyAsync() => _kms.CreateKeyAsync(new CreateKeyRequest
    {
        KeySpec = KeySpec.SYMMETRIC_DEFAULT, // clean
        KeyUsage = KeyUsageType.ENCRYPT_DECRYPT, // clean
    });

    public Task<CreateKeyResponse> CreateMacKeyAsync() =>
        _kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.HMAC_512, KeyUsage = KeyUsageType.GENERATE_VERIFY_MAC }); // clean

    public Task<CreateKeyResponse> CreateReplacementAsync() =>
        _kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.ML_DSA_65, KeyUsage = KeyUsageType.SIGN_VERIFY }); // clean

    public async Task<string> EncryptAsync(string plainText)
    {
        var response = await _kms.EncryptAsync(new EncryptRequest
        {
            KeyId = _keyId,
            Plaintext = new MemoryStream(Encoding.UTF8.GetBytes(plainText)),
            EncryptionAlgorithm = EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT, // clean
        });
        return Convert.ToBase64String(response.CiphertextBlob.ToArray());
    }

    public async Task<byte[]> EncryptForBranchAsync(string branchKeyId, MemoryStream secret)
    {
        EncryptRequest request = new EncryptRequest { KeyId = branchKeyId, Plaintext = secret };
        request.EncryptionAlgorithm = "RSAES_OAEP_SHA_256"; // find: key-services
        return (await _kms.EncryptAsync(request)).CiphertextBlob.ToArray();
    }

    public static bool CanSign(KeyMetadata key) => key.KeySpec != KeySpec.RSA_2048 && key.KeyUsage == KeyUsageType.SIGN_VERIFY; // clean
}

/// <summary>The module under the vault.</summary>
public class HsmService : IDisposable
{
    private readonly Pkcs11InteropFactories _factories = new Pkcs11InteropFactories();
    private readonly IPkcs11Library _library;
    private readonly Net.Pkcs11Interop.HighLevelAPI.ISession _session;

    public HsmService(string libraryPath, string pin)
    {
        _library = _factories.Pkcs11LibraryFactory.LoadPkcs11Library(_factories, libraryPath, AppType.MultiThreaded); // clean
        ISlot slot = _library.GetSlotList(SlotsType.WithTokenPresent)[0];
        _session = slot.OpenSession(SessionType.ReadWrite);
        _session.Login(CKU.CKU_USER, pin); // clean
    }

    public byte[] SignPayment(IObjectHandle privateKey, byte[] payment)
    {
        using (IMechanism mechanism = _session.Factories.MechanismFactory.Create(CKM.CKM_SHA256_RSA_PKCS)) // find: key-services
            return _session.Sign(mechanism, privateKey, payment);
    }

    public void GenerateEcKeyPair(byte[] ecParams, out IObjectHandle publicKey, out IObjectHandle privateKey)
    {
        var publicAttributes = new List<IObjectAttribute>
        {
            _session.Factories.ObjectAttributeFactory.Create(CKA.CKA_VERIFY, true), // clean
            _session.Factories.ObjectAttributeFactory.Create(CKA.CKA_EC_PARAMS, ecParams),
        };
        var privateAttributes = new List<IObjectAttribute> { _session.Factories.ObjectAttributeFactory.Create(CKA.CKA_SIGN, true) }; // clean
        IMechanism mechanism = _session.Factories.MechanismFactory.Create(CKM.CKM_EC_KEY_PAIR_GEN); // find: key-services
        _session.GenerateKeyPair(mechanism, publicAttributes, privateAttributes, out publicKey, out privateKey);
    }

    public IObjectHandle GenerateAesKey() => _session.GenerateKey(
        _session.Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN), // clean
        new List<IObjectAttribute> { _session.Factories.ObjectAttributeFactory.Create(CKA.CKA_VALUE_LEN, 32) });

    public byte[] TranslatePin(IObjectHandle key, byte[] block)
    {
        using IMechanism mechanism = _session.Factories.MechanismFactory.Create(CKM.CKM_DES3_ECB); // find: weak
        return _session.Encrypt(mechanism, key, block);
    }

    public void Dispose()
    {
        _session.Dispose();
        _library.Dispose();
    }
}

public static class VaultSetup
{
    public static async Task CreateServerCertificateAsync(string vaultUrl, string name)
    {
        var client = new CertificateClient(new Uri(vaultUrl), new DefaultAzureCredential());
        var policy = new CertificatePolicy("Self", "CN=" + name)
        {
            KeyType = CertificateKeyType.Rsa, // find: key-services
            KeySize = 4096,
            ContentType = CertificateContentType.Pem, // clean
            Exportable = true,
        };
        CertificateOperation operation = await client.StartCreateCertificateAsync(name, policy);
        await operation.WaitForCompletionAsync();
    }
}
