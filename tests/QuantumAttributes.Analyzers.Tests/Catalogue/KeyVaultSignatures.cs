using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Catalogue;

/// <summary>
/// The signatures of Azure.Security.KeyVault.Keys that the catalogue names, written after the library's public API listing: the library itself is
/// not served where this project is built.
/// </summary>
internal static class KeyVaultSignatures
{
    public const string Name = "Azure.Security.KeyVault.Keys";

    private const string Source = """
        using System.Threading.Tasks;

        namespace Azure.Security.KeyVault.Keys
        {
            public struct KeyType
            {
                public static KeyType Rsa { get; }
                public static KeyType RsaHsm { get; }
                public static KeyType Ec { get; }
                public static KeyType EcHsm { get; }
                public static KeyType Oct { get; }
            }

            public struct KeyCurveName
            {
                public static KeyCurveName P256 { get; }
                public static KeyCurveName P256K { get; }
                public static KeyCurveName P384 { get; }
                public static KeyCurveName P521 { get; }
            }

            public struct KeyExportEncryptionAlgorithm
            {
                public static KeyExportEncryptionAlgorithm CkmRsaAesKeyWrap { get; }
                public static KeyExportEncryptionAlgorithm RsaAesKeyWrap256 { get; }
                public static KeyExportEncryptionAlgorithm RsaAesKeyWrap384 { get; }
            }

            public class CreateKeyOptions { }
            public class CreateRsaKeyOptions : CreateKeyOptions { public CreateRsaKeyOptions(string name) { } }
            public class CreateEcKeyOptions : CreateKeyOptions { public CreateEcKeyOptions(string name) { } }

            public class KeyClient
            {
                public virtual object CreateKey(string name, KeyType keyType, CreateKeyOptions keyOptions) => null;
                public virtual Task<object> CreateKeyAsync(string name, KeyType keyType, CreateKeyOptions keyOptions) => null;
                public virtual object CreateEcKey(CreateEcKeyOptions ecKeyOptions) => null;
                public virtual Task<object> CreateEcKeyAsync(CreateEcKeyOptions ecKeyOptions) => null;
                public virtual object CreateRsaKey(CreateRsaKeyOptions rsaKeyOptions) => null;
                public virtual Task<object> CreateRsaKeyAsync(CreateRsaKeyOptions rsaKeyOptions) => null;
            }
        }

        namespace Azure.Security.KeyVault.Keys.Cryptography
        {
            public struct EncryptionAlgorithm
            {
                public static EncryptionAlgorithm Rsa15 { get; }
                public static EncryptionAlgorithm RsaOaep { get; }
                public static EncryptionAlgorithm RsaOaep256 { get; }
                public static EncryptionAlgorithm A256Gcm { get; }
            }

            public struct KeyWrapAlgorithm
            {
                public static KeyWrapAlgorithm Rsa15 { get; }
                public static KeyWrapAlgorithm RsaOaep { get; }
                public static KeyWrapAlgorithm RsaOaep256 { get; }
                public static KeyWrapAlgorithm A256KW { get; }
            }

            public struct SignatureAlgorithm
            {
                public static SignatureAlgorithm RS256 { get; }
                public static SignatureAlgorithm RS384 { get; }
                public static SignatureAlgorithm RS512 { get; }
                public static SignatureAlgorithm PS256 { get; }
                public static SignatureAlgorithm PS384 { get; }
                public static SignatureAlgorithm PS512 { get; }
                public static SignatureAlgorithm ES256 { get; }
                public static SignatureAlgorithm ES384 { get; }
                public static SignatureAlgorithm ES512 { get; }
                public static SignatureAlgorithm ES256K { get; }
            }

            public class DecryptParameters { public static DecryptParameters Rsa15Parameters(byte[] ciphertext) => null; }

            public class CryptographyClient
            {
                public CryptographyClient(System.Uri keyId, object credential) { }
                public virtual Task<object> EncryptAsync(EncryptionAlgorithm algorithm, byte[] plaintext) => null;
                public virtual Task<object> WrapKeyAsync(KeyWrapAlgorithm algorithm, byte[] key) => null;
                public virtual Task<object> SignAsync(SignatureAlgorithm algorithm, byte[] digest) => null;
                public virtual Task<object> SignDataAsync(SignatureAlgorithm algorithm, byte[] data) => null;
                public virtual object Encrypt(EncryptionAlgorithm algorithm, byte[] plaintext) => null;
                public virtual object WrapKey(KeyWrapAlgorithm algorithm, byte[] key) => null;
                public virtual object Sign(SignatureAlgorithm algorithm, byte[] digest) => null;
                public virtual object SignData(SignatureAlgorithm algorithm, byte[] data) => null;
            }
        }
        """;

    public static MetadataReference Reference { get; } = CSharpCompilation
        .Create(Name, [CSharpSyntaxTree.ParseText(Source)], ClassicalLibraries.Compilation.References, TestOptions.Compile(OutputKind.DynamicallyLinkedLibrary))
        .ToMetadataReference();
}
