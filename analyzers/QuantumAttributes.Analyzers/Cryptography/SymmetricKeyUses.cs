using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Symmetric ciphers: findings only where the code says that the key is too short for CNSA 2.0.</summary>
internal static class SymmetricKeyUses
{
    private static readonly string[] Ciphers = ["Aes", "AesManaged", "AesCng", "AesCryptoServiceProvider", "Rijndael", "RijndaelManaged"];

    /// <summary>A cipher, with its key as first argument or without one.</summary>
    public static CryptographyUse Of(ClassicalApi api, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments) =>
        Of(CryptographyUse.Of(api, operation), arguments.Count > 0 ? KeyParameters.BitsOf(arguments.First().Value) : null);

    /// <summary>A size that is assigned, or null where it is none of AES.</summary>
    public static CryptographyUse? OfKeySize(ClassicalApi api, IMemberReferenceOperation size) =>
        size.Parent is ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: int bits } } assignment
        && assignment.Target == size
        && Ciphers.Contains(size.Instance?.Type?.Name)
            ? Of(CryptographyUse.Of(api, size) with { Algorithm = "AES" }, bits)
            : null;

    private static CryptographyUse Of(CryptographyUse use, int? bits)
    {
        var sized = use with { Parameters = bits?.ToString(CultureInfo.InvariantCulture) ?? "" };
        return bits is 128 or 192 ? sized : sized with { Threat = Threat.Inventory, Severities = Severities.OnlyListed };
    }
}
