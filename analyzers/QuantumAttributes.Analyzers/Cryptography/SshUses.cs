using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Lists of algorithms that an SSH connection offers, from which the hybrids are taken.</summary>
internal static class SshUses
{
    /// <summary>The use that the change of a list is, or null where the list keeps its hybrids.</summary>
    public static CryptographyUse? Find(ClassicalApi api, IMemberReferenceOperation list) => list.Parent is IInvocationOperation call && call.Instance == list
        && (call.TargetMethod.Name == "Clear" || (call.TargetMethod.Name == "Remove" && IsHybrid(call.Arguments.FirstOrDefault())))
            ? CryptographyUse.Of(api, list)
            : null;

    private static bool IsHybrid(IArgumentOperation? name) =>
        name?.Value.ConstantValue.Value is string text && AlgorithmNames.Find(text) is { Kind: NameKind.Ssh, Threat: Threat.None };
}
