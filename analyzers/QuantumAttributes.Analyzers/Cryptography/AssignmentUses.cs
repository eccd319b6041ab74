using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Properties that count where they are assigned.</summary>
internal static class AssignmentUses
{
    /// <summary>The use that the assignment is; null where it is none, or where the value itself is one.</summary>
    public static CryptographyUse? Find(ClassicalApi api, IMemberReferenceOperation target)
    {
        if (target.Parent is not IAssignmentOperation assignment || assignment.Target != target)
            return null;
        var use = CryptographyUse.Of(api, target);
        if (api.Family is not Family.Tls)
            return use;
        if (assignment.Value.ConstantValue.Value is int flags)
            return assignment.Value.DescendantsAndSelf().Any(IsNamed) ? null : TlsUses.OfFlags(target, flags);
        // Which protocols are allowed, their names say: here only those that come from elsewhere.
        return assignment.Value.DescendantsAndSelf().Any(static value => value is IFieldReferenceOperation or IObjectCreationOperation)
                || assignment.Value.ConstantValue.Value is false
            ? null
            : use with { Algorithm = "TLS", Threat = Threat.Inventory, Severities = Severities.OnlyListed };
    }

    // SslProtocols.Tls12, and (SslProtocols)3072, count themselves.
    private static bool IsNamed(IOperation value) => value is IConversionOperation { IsImplicit: false }
        || (value is IFieldReferenceOperation { Field: var field } && field.Type.Is(field.ContainingType));
}
