using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>
/// Hybrids in the code of one member: a classical secret and one of ML-KEM that go into the same key derivation, and a message that is signed
/// with a classical key and with one of ML-DSA.
/// </summary>
internal sealed class HybridSecrets
{
    private readonly ClassicalSymbols _symbols;
    private readonly IReadOnlyList<IOperation> _operations;
    private readonly HashSet<ISymbol> _classical = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _postQuantum = new(SymbolEqualityComparer.Default);

    public HybridSecrets(ClassicalSymbols symbols, IReadOnlyList<IOperation> operations)
    {
        _symbols = symbols;
        _operations = operations;
        FollowSecrets();
        AgreesOnKeys = operations.OfType<IInvocationOperation>().Any(DerivesFromBoth);
    }

    /// <summary>Whether a classical and a post-quantum secret meet in a key derivation.</summary>
    public bool AgreesOnKeys { get; }

    /// <summary>Whether the use is the classical leg of one of the hybrids.</summary>
    public bool IsLeg(CryptographyUse use) => use.Threat switch
    {
        Threat.HarvestNow or Threat.Both when AgreesOnKeys && IsAgreement(use.Algorithm) => true,
        Threat.Forgery or Threat.Both when use.Function == "sign" && use.Operation is IInvocationOperation call => IsSignedTwice(call),
        _ => false,
    };

    private static bool IsAgreement(string algorithm) => AlgorithmTraits.Of(algorithm) is { Primitive: "key-agree" } || algorithm == "EC";

    // Assignments, results and destinations, until nothing new is found: few statements, so few rounds.
    private void FollowSecrets()
    {
        int before;
        do
        {
            before = _classical.Count + _postQuantum.Count;
            foreach (var operation in _operations)
                Follow(operation);
        }
        while (_classical.Count + _postQuantum.Count > before);
    }

    private void Follow(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                Pass(value, declarator.Symbol);
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var value }:
                Pass(value, SymbolOf(target));
                break;
            case IDeconstructionAssignmentOperation { Target: var target, Value: var value }:
                foreach (var local in target.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                    Pass(value, local.Local);
                break;
            case IInvocationOperation call:
                FollowCall(call);
                break;
        }
    }

    private void Pass(IOperation value, ISymbol? to)
    {
        if (to is null)
            return;
        if (IsClassical(value))
            _classical.Add(to);
        if (IsPostQuantum(value))
            _postQuantum.Add(to);
    }

    // secret.CopyTo(both), Buffer.BlockCopy(secret, 0, both, …), key.Decapsulate(ciphertext, secret), agreement.CalculateAgreement(key, secret, 0)
    private void FollowCall(IInvocationOperation call)
    {
        bool classical = IsSecretOf(call, classical: true);
        bool postQuantum = IsSecretOf(call, classical: false);
        bool copies = call.TargetMethod.Name is "CopyTo" or "TryCopyTo" or "BlockCopy" or "Copy" or "Add" or "AddRange" or "Append" or "Write" or "AppendData";
        if (!classical && !postQuantum && !copies)
            return;

        var sources = call.Arguments.Select(static argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []).ToList();
        classical |= copies && sources.Any(IsClassical);
        postQuantum |= copies && sources.Any(IsPostQuantum);
        var targets = copies
            ? sources.Select(SymbolOf)
            : call.Arguments.Where(argument => IsDestination(argument)).Select(static argument => SymbolOf(argument.Value));
        foreach (var target in targets)
        {
            if (target is null)
                continue;
            if (classical)
                _classical.Add(target);
            if (postQuantum)
                _postQuantum.Add(target);
        }
    }

    private static bool IsDestination(IArgumentOperation argument) => argument.Parameter is { } parameter
        && (parameter.RefKind is RefKind.Out or RefKind.Ref
            ? parameter.Name.IndexOf("cipher", StringComparison.OrdinalIgnoreCase) < 0
            : parameter.Name is "sharedSecret" or "destination" or "buf" or "r" or "secBuf" or "agreement" or "sharedSecretDestination");

    private bool DerivesFromBoth(IInvocationOperation call) => IsDerivation(call.TargetMethod)
        && call.Arguments.Select(static argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []).ToList() is var inputs
        && inputs.Any(IsClassical)
        && inputs.Any(IsPostQuantum);

    private static bool IsDerivation(IMethodSymbol method) =>
        method.ContainingType.Name is "HKDF" or "SP800108HmacCounterKdf" or "SHA256" or "SHA384" or "SHA512" or "SHA3_256" or "SHA3_384" or "SHA3_512"
            or "Shake128" or "Shake256" or "HMACSHA256" or "HMACSHA384" or "HMACSHA512" or "Kmac256" or "KeyDerivation" or "HkdfParameters" or "Hkdf"
            or "IncrementalHash" or "HashAlgorithm" or "KeyDerivationAlgorithm" or "BLAKE2b" or "IDerivationFunction" or "HkdfBytesGenerator"
        || method.Name.StartsWith("DeriveKey", StringComparison.Ordinal)
        || method.Name.StartsWith("Combine", StringComparison.Ordinal);

    private bool IsClassical(IOperation value) => value.DescendantsAndSelf().Any(part =>
        part is IInvocationOperation call ? IsSecretOf(call, classical: true) : SymbolOf(part) is { } symbol && _classical.Contains(symbol));

    private bool IsPostQuantum(IOperation value) => value.DescendantsAndSelf().Any(part =>
        part is IInvocationOperation call ? IsSecretOf(call, classical: false) : SymbolOf(part) is { } symbol && _postQuantum.Contains(symbol));

    private bool IsSecretOf(IInvocationOperation call, bool classical) => classical
        ? _symbols.IsRelevant(call.TargetMethod.ContainingType)
            ? _symbols.FindMember(call.TargetMethod) is { Function: "keyderive", Threat: Threat.HarvestNow or Threat.Both }
            : IsAgreementOfBouncyCastle(call.TargetMethod)
        : _symbols.IsPostQuantum(call.TargetMethod.ContainingType) && call.TargetMethod.Name is "Encapsulate" or "Decapsulate"
            || (call.TargetMethod.Name is "Encapsulate" or "Decapsulate" && call.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("Org.BouncyCastle", StringComparison.Ordinal));

    private bool IsAgreementOfBouncyCastle(IMethodSymbol method) =>
        method.Name is "CalculateAgreement" or "GenerateSecret" && _symbols.IsRelevant(method.ContainingType);

    private bool IsSignedTwice(IInvocationOperation classical) => MessageOf(classical) is { } message && _operations.OfType<IInvocationOperation>().Any(call =>
        call.TargetMethod.Name.StartsWith("Sign", StringComparison.Ordinal)
        && _symbols.IsPostQuantum(call.TargetMethod.ContainingType)
        && MessageOf(call) is { } same
        && SymbolEqualityComparer.Default.Equals(message, same));

    private static ISymbol? MessageOf(IInvocationOperation call) => call.Arguments is [var first, ..] ? SymbolOf(first.Value) : null;

    private static ISymbol? SymbolOf(IOperation? value) => CallChain.Unwrap(value) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" } view => SymbolOf(view.Receiver()),
        IPropertyReferenceOperation { Property.IsIndexer: true } index => SymbolOf(index.Instance),
        _ => null,
    };
}
