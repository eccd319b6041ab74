using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What a key is for, as far as the code around its creation shows it.</summary>
internal static class KeyPurpose
{
    private static readonly string[] Neutral =
    [
        "Import", "FromXmlString", "Load", "Dispose", "Clear", "ExportSubjectPublicKeyInfo", "ExportRSAPublicKey", "ToString", "GetKeyAlgorithm",
        "BlockUpdate", "Update", "Reset", "GetMaxSignatureSize",
    ];

    /// <summary>The use, told more precisely where all that is done with the key is in sight.</summary>
    public static CryptographyUse Narrow(CryptographyUse use)
    {
        if (use.IsRead || use.Threat is not (Threat.HarvestNow or Threat.Forgery or Threat.Both) || use.Operation is not { Type: not null } operation)
            return use;
        if (IsOfValidation(operation))
            return use with { IsRead = true };

        var actions = ActionsOn(operation).Distinct().ToList();
        if (actions.Count == 0 || actions.Contains(KeyAction.Unknown))
            return use;
        if (actions.All(static action => action is KeyAction.Read))
            return use with { IsRead = true };
        bool signs = actions.Contains(KeyAction.Sign);
        bool encrypts = actions.Contains(KeyAction.Encrypt);
        return use switch
        {
            { Threat: Threat.Both, Family: Family.Encryption } when signs && !encrypts =>
                use with { Threat = Threat.Forgery, Family = Family.Signatures, Severities = Severities.Of(Threat.Forgery) },
            { Threat: Threat.Both, Family: Family.Encryption } when encrypts && !signs => use with { Threat = Threat.HarvestNow },
            _ => use,
        };
    }

    // What tokens are checked with.
    private static bool IsOfValidation(IOperation operation)
    {
        for (IOperation? current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.ContainingType.Name: "TokenValidationParameters" } })
                return true;
            if (current is IBlockOperation)
                return false;
        }

        return false;
    }

    private static IEnumerable<KeyAction> ActionsOn(IOperation key) => Locals.Holder(key) is { } local
        ? Locals.ReferencesTo(local, key).Select(ActionOn).Where(static action => action is not KeyAction.None)
        : [ActionOn(key)];

    private static KeyAction ActionOn(IOperation key) => UsedBy(key) switch
    {
        IInvocationOperation { Instance: { } instance } call when IsAround(instance, key) => OfCall(call),
        IInvocationOperation { TargetMethod.IsExtensionMethod: true } call when call.Receiver() is { } receiver && IsAround(receiver, key) => OfCall(call),
        IPropertyReferenceOperation => KeyAction.None,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation } => KeyAction.None,
        IUsingOperation or IExpressionStatementOperation or ISimpleAssignmentOperation => KeyAction.None,
        _ => KeyAction.Unknown,
    };

    private static IOperation? UsedBy(IOperation key)
    {
        IOperation? parent = key.Parent;
        while (parent is IConversionOperation or IConditionalAccessOperation or ICoalesceOperation)
            parent = parent.Parent;
        return parent;
    }

    private static bool IsAround(IOperation receiver, IOperation key) =>
        receiver.Syntax.Span.Contains(key.Syntax.Span) || receiver is IConditionalAccessInstanceOperation;

    private static KeyAction OfCall(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Init" => call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: bool protects } }, ..]
            ? protects ? Protecting(call) : KeyAction.Read
            : KeyAction.Unknown,
        "GenerateSignature" => KeyAction.Sign,
        "ProcessBlock" or "DoFinal" or "ProcessBytes" => KeyAction.None,
        var name when Begins(name, "Verify") || Begins(name, "Decrypt") || Begins(name, "TryDecrypt") || Begins(name, "CheckSignature") => KeyAction.Read,
        var name when Begins(name, "Sign") || Begins(name, "TrySign") || Begins(name, "CreateSignature") || Begins(name, "ComputeSignature") => KeyAction.Sign,
        var name when Begins(name, "Encrypt") || Begins(name, "TryEncrypt") => KeyAction.Encrypt,
        var name when Neutral.Any(neutral => Begins(name, neutral)) => KeyAction.None,
        _ => KeyAction.Unknown,
    };

    private static KeyAction Protecting(IInvocationOperation init) =>
        init.TargetMethod.ContainingType.Name.Contains("Signer") ? KeyAction.Sign : KeyAction.Encrypt;

    private static bool Begins(string name, string word) => name.StartsWith(word, StringComparison.Ordinal);
}
