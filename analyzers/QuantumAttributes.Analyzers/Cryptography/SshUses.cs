using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Lists of algorithms that an SSH connection offers, to which classical ones are added, or from which the hybrids are taken.</summary>
internal static class SshUses
{
    /// <summary>The use that the change of a list is, or null where the list keeps its hybrids and gets nothing classical.</summary>
    public static CryptographyUse? Find(ClassicalApi api, IMemberReferenceOperation list) => list.Parent switch
    {
        IInvocationOperation call when call.Instance == list => OfCall(api, call),
        IPropertyReferenceOperation { Arguments: [var name], Parent: ISimpleAssignmentOperation } index when index.Instance == list => Chosen(api, index, NameIn(name)),
        _ => null,
    };

    private static CryptographyUse? OfCall(ClassicalApi api, IInvocationOperation call)
    {
        var name = NameIn(call.Arguments.FirstOrDefault());
        return call.TargetMethod.Name switch
        {
            "Clear" => CryptographyUse.Of(api, call),
            "Remove" when name is { Threat: Threat.None } => CryptographyUse.Of(api, call),
            "Add" or "TryAdd" or "Insert" or "SetPosition" => Chosen(api, call, name),
            _ => null,
        };
    }

    private static CryptographyUse? Chosen(ClassicalApi api, IOperation place, AlgorithmName? name) => name is null or { Threat: Threat.None }
        ? null
        : CryptographyUse.Of(api, place) with
        {
            Symbol = name.Name,
            Algorithm = name.Algorithm,
            Parameters = name.Parameters,
            Threat = name.Threat,
            Severities = Severities.Of(name.Threat),
        };

    private static AlgorithmName? NameIn(IArgumentOperation? argument) =>
        argument?.Value.ConstantValue.Value is string text && AlgorithmNames.Find(text) is { Kind: NameKind.Ssh } name ? name : null;
}
