using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What a key is for, as far as the code around its creation shows it.</summary>
internal static class KeyPurpose
{
    private static readonly string[] Neutral =
    [
        "Import", "FromXmlString", "Load", "Dispose", "Clear", "ExportSubjectPublicKeyInfo", "ExportRSAPublicKey", "ToString",
        "BlockUpdate", "Update", "Reset", "GetMaxSignatureSize", "ProcessBlock", "ProcessBytes", "DoFinal",
    ];

    private static readonly string[] Reading =
        ["Verify", "TryVerify", "Decrypt", "TryDecrypt", "CreateDecryptor", "CheckSignature", "Open", "Unseal", "Unwrap", "Decode"];

    private static readonly string[] Signing = ["Sign", "TrySign", "CreateSignature", "TryCreateSignature", "ComputeSignature", "GenerateSignature"];
    private static readonly string[] Encrypting = ["Encrypt", "TryEncrypt", "CreateEncryptor", "Wrap", "Seal"];

    // What is created with a key in order to sign.
    private static readonly string[] Signers = ["CertificateRequest", "SigningCredentials", "CmsSigner", "CoseSigner"];

    /// <summary>The use, told more precisely where all that is done with the key is in sight.</summary>
    public static CryptographyUse Narrow(CryptographyUse use)
    {
        bool isThreatened = use.Threat is Threat.HarvestNow or Threat.Forgery or Threat.Both or Threat.Broken;
        if (use.IsRead || !isThreatened || use.Operation is not { } operation || !IsKey(operation))
            return use;
        if (IsOfValidation(operation) || IsOnlyToVerify(use, operation))
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
            { Threat: Threat.Both, Family: Family.Tokens } when signs && !encrypts =>
                use with { Threat = Threat.Forgery, Severities = Severities.SignedTokens },
            { Threat: Threat.Both, Family: Family.Encryption } when encrypts && !signs => use with { Threat = Threat.HarvestNow },
            _ => use,
        };
    }

    /// <summary>Whether a method of this name verifies or decrypts.</summary>
    public static bool IsReading(string method) => Begins(method, Reading);

    // A key, a signer or an algorithm; not the bytes that came of one.
    private static bool IsKey(IOperation operation) => operation is not IInvocationOperation || operation.Type is INamedTypeSymbol { IsValueType: false };

    // What tokens are checked with.
    private static bool IsOfValidation(IOperation operation)
    {
        for (IOperation? current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.ContainingType.Name: var type } } && IsToCheck(type))
                return true;
            if (current is IBlockOperation)
                return false;
        }

        return false;
    }

    private static bool IsToCheck(string type) => type == "TokenValidationParameters"
        || type.StartsWith("Verify", StringComparison.Ordinal) || type.StartsWith("Decrypt", StringComparison.Ordinal);

    // A public key of a signature algorithm does nothing else.
    private static bool IsOnlyToVerify(CryptographyUse use, IOperation operation) => use.Threat is Threat.Forgery
        && (use.Symbol.EndsWith("PublicKey", StringComparison.Ordinal)
            || use.Symbol.EndsWith("PublicKeyParameters", StringComparison.Ordinal)
            || UsedBy(operation) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "PublicKey" } });

    private static IEnumerable<KeyAction> ActionsOn(IOperation key) => Locals.Holder(key) is { } local
        ? Locals.ReferencesTo(local, key).SelectMany(ActionsAt).Where(static action => action is not KeyAction.None)
        : ActionsAt(key);

    private static IEnumerable<KeyAction> ActionsAt(IOperation key) => UsedBy(key) switch
    {
        IInvocationOperation { Instance: { } instance } call when IsAround(instance, key) => [OfCall(call)],
        IInvocationOperation { TargetMethod.IsExtensionMethod: true } call when call.Receiver() is { } receiver && IsAround(receiver, key) => [OfCall(call)],
        IArgumentOperation argument => IsOfValidation(key) ? [KeyAction.Read] : ActionsOfReceiver(argument),
        IPropertyReferenceOperation or IBinaryOperation or IIsPatternOperation or IIsTypeOperation => [KeyAction.None],
        ISimpleAssignmentOperation or IUsingOperation or IExpressionStatementOperation => [KeyAction.None],
        _ => [KeyAction.Unknown],
    };

    // What the key is given to: an encoding around an engine, a signer, a certificate request.
    private static IEnumerable<KeyAction> ActionsOfReceiver(IArgumentOperation argument) => argument.Parent switch
    {
        IObjectCreationOperation { Type.Name: var type } when Signers.Contains(type) => [KeyAction.Sign],
        IObjectCreationOperation creation => ActionsOn(creation).DefaultIfEmpty(KeyAction.Unknown),
        IInvocationOperation { TargetMethod.Name: "Init" } init => [OfCall(init)],
        IInvocationOperation { TargetMethod.Name: var name } when IsReading(name) => [KeyAction.Read],
        _ => [KeyAction.Unknown],
    };

    private static IOperation? UsedBy(IOperation key)
    {
        IOperation? parent = key.Parent;
        for (IOperation current = key; parent is IConversionOperation or IConditionalAccessOperation or ICoalesceOperation; (current, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && access.Operation == current)
                return access.WhenNotNull is IInvocationOperation call ? FirstOf(call) : access.WhenNotNull;
        }

        return parent;
    }

    // Of key?.A().B() it is A that is called on the key.
    private static IInvocationOperation FirstOf(IInvocationOperation call)
    {
        while (call.Instance is IInvocationOperation inner)
            call = inner;
        return call;
    }

    private static bool IsAround(IOperation receiver, IOperation key) =>
        receiver.Syntax.Span.Contains(key.Syntax.Span) || receiver is IConditionalAccessInstanceOperation;

    private static KeyAction OfCall(IInvocationOperation call)
    {
        string name = call.TargetMethod.Name;
        if (name == "Init")
        {
            return call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: bool protects } }, ..] ? KeyAction.Unknown
                : !protects ? KeyAction.Read
                : call.TargetMethod.ContainingType.Name.Contains("Signer") ? KeyAction.Sign : KeyAction.Encrypt;
        }

        return IsReading(name) ? KeyAction.Read
            : Begins(name, Signing) ? KeyAction.Sign
            : Begins(name, Encrypting) ? KeyAction.Encrypt
            : Begins(name, Neutral) ? KeyAction.None
            : KeyAction.Unknown;
    }

    private static bool Begins(string name, string[] words) => words.Any(word => name.StartsWith(word, StringComparison.Ordinal));
}
