using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Calls of native functions that get the algorithm as a number, and functions that are looked up by name.</summary>
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

    /// <summary>The use that the call of a method is; null where it is none, or where a text says the algorithm, which counts itself.</summary>
    public static CryptographyUse? Find(IOperation operation, IMethodSymbol method, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        if (method is { Name: "GetExport" or "TryGetExport", ContainingType.Name: "NativeLibrary" })
            return arguments.Select(static argument => argument.Value.ConstantValue.Value as string).FirstOrDefault(static name => name is not null) is { } function
                ? OfExport(operation, function)
                : null;
        return NativeSymbols.Find(method) is { Match: ApiMatch.Name } native ? OfNumber(native, operation, arguments) : null;
    }

    private static CryptographyUse? OfExport(IOperation operation, string function) => NativeFunctions.LibraryOf(function) is { } library
        ? CryptographyUse.Of(NativeSymbols.Entry(library, function)!, operation)
        : null;

    private static CryptographyUse? OfNumber(ClassicalApi native, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments) =>
        native.Member == "EVP_PKEY_CTX_new_id" && arguments.FirstOrDefault()?.Value.ConstantValue.Value is int id && OpenSslIds.TryGetValue(id, out string algorithm)
            ? FactoryNames.Of(native, operation, algorithm)
            : null;
}
