using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Calls of native functions that get the algorithm as a number.</summary>
internal static class NativeUses
{
    // NIDs of OpenSSL, include/openssl/obj_mac.h.
    private static readonly Dictionary<int, string> OpenSslIds = new()
    {
        [6] = "RSA",
        [28] = "DH",
        [116] = "DSA",
        [408] = "EC",
        [912] = "RSA", // PSS
        [920] = "DH", // X9.42
        [1034] = "X25519",
        [1035] = "X448",
        [1087] = "Ed25519",
        [1088] = "Ed448",
    };

    /// <summary>The use that the call is; null where its arguments do not say a classical algorithm, or say it as a text, which counts itself.</summary>
    public static CryptographyUse? Find(ClassicalApi native, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments) =>
        native.Member == "EVP_PKEY_CTX_new_id" && arguments.FirstOrDefault()?.Value.ConstantValue.Value is int id && OpenSslIds.TryGetValue(id, out string algorithm)
            ? FactoryNames.Of(native, operation, algorithm)
            : null;
}
