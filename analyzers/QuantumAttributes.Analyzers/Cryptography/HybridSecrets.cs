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
    private static readonly string[] Agreements =
        ["CalculateAgreement", "GenerateSecret", "ComputeSharedSecret", "ComputeSharedKey", "DeriveSharedSecret", "Agree", "ScalarMult", "Mult"];
    private static readonly string[] NoSecrets = ["cipher", "encaps", "public", "peer", "nonce"];

    private readonly ClassicalSymbols _symbols;
    private readonly IReadOnlyList<IOperation> _operations;
    private readonly HashSet<ISymbol> _classical = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _postQuantum = new(SymbolEqualityComparer.Default);

    public HybridSecrets(ClassicalSymbols symbols, IReadOnlyList<IOperation> operations)
    {
        _symbols = symbols;
        _operations = operations;
        var calls = operations.OfType<IInvocationOperation>().ToList();
        if (!calls.Any(call => IsSecretOf(call, classical: false)))
            return;
        FollowSecrets();
        AgreesOnKeys = calls.Any(DerivesFromBoth);
    }

    /// <summary>Whether a classical and a post-quantum secret meet in a key derivation.</summary>
    public bool AgreesOnKeys { get; }

    /// <summary>Whether the use is the classical leg of one of the hybrids.</summary>
    public bool IsLeg(CryptographyUse use) => use.Threat switch
    {
        Threat.HarvestNow or Threat.Both when AgreesOnKeys && IsAgreement(use.Algorithm) => true,
        Threat.Forgery or Threat.Both when use.Function == "sign" && use.Operation is { } signing => IsSignedTwice(signing),
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
                Pass(value, SecretHolder.Of(target));
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

    private void FollowCall(IInvocationOperation call)
    {
        if (IsSecretOf(call, classical: true))
            AddAll(_classical, call.Arguments.Where(IsDestination));
        if (IsSecretOf(call, classical: false))
            AddAll(_postQuantum, call.Arguments.Where(IsDestination));
        if (Copy.Of(call) is not { } copy)
            return;
        if (copy.Sources.Any(IsClassical))
            Add(_classical, copy.Target);
        if (copy.Sources.Any(IsPostQuantum))
            Add(_postQuantum, copy.Target);
    }

    private static void AddAll(HashSet<ISymbol> secrets, IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
            Add(secrets, argument.Value);
    }

    private static void Add(HashSet<ISymbol> secrets, IOperation? target)
    {
        if (SecretHolder.Of(target) is { } symbol)
            secrets.Add(symbol);
    }

    // Where a method writes to; ciphertexts and keys of others are no secrets.
    private static bool IsDestination(IArgumentOperation argument) => argument.Parameter is { } parameter
        && (parameter.RefKind is RefKind.Out || parameter.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" })
        && !NoSecrets.Any(word => parameter.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private bool DerivesFromBoth(IInvocationOperation call) => IsDerivation(call.TargetMethod)
        && call.Arguments.Select(static argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : []).ToList() is var inputs
        && inputs.Any(IsClassical)
        && inputs.Any(IsPostQuantum);

    private static bool IsDerivation(IMethodSymbol method) =>
        method.ContainingType.Name is "HKDF" or "SP800108HmacCounterKdf" or "SHA256" or "SHA384" or "SHA512" or "SHA3_256" or "SHA3_384" or "SHA3_512"
            or "Shake128" or "Shake256" or "HMACSHA256" or "HMACSHA384" or "HMACSHA512" or "Kmac256" or "KeyDerivation" or "HkdfParameters" or "Hkdf"
            or "IncrementalHash" or "HashAlgorithm" or "KeyDerivationAlgorithm" or "BLAKE2b" or "IDerivationFunction" or "HkdfBytesGenerator"
        || method.Name.StartsWith("DeriveKey", StringComparison.Ordinal);

    private bool IsClassical(IOperation value) => HasSecret(value, _classical, classical: true);

    private bool IsPostQuantum(IOperation value) => HasSecret(value, _postQuantum, classical: false);

    // The length of a secret is none.
    private bool HasSecret(IOperation value, HashSet<ISymbol> secrets, bool classical) => value.DescendantsAndSelf().Any(part => part switch
    {
        { Parent: IPropertyReferenceOperation { Property.Name: "Length" } } => false,
        IInvocationOperation call when IsSecretOf(call, classical) => true,
        _ => SecretHolder.Of(part) is { } symbol && secrets.Contains(symbol),
    });

    private bool IsSecretOf(IInvocationOperation call, bool classical)
    {
        var method = call.TargetMethod;
        bool isKnown = _symbols.IsRelevant(method.ContainingType) || IsOfBouncyCastle(method);
        if (!isKnown)
            return false;
        return classical
            ? !_symbols.IsPostQuantum(method) && (Agreements.Contains(method.Name) || _symbols.FindMember(method) is { Function: "keyderive", Threat: Threat.HarvestNow })
            : method.Name is "Encapsulate" or "Decapsulate" && (_symbols.IsPostQuantum(method) || IsOfBouncyCastle(method));
    }

    private static bool IsOfBouncyCastle(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString().StartsWith("Org.BouncyCastle.", StringComparison.Ordinal) == true;

    private bool IsSignedTwice(IOperation classical)
    {
        var messages = MessagesOf(classical).ToList();
        return messages.Count > 0 && _operations.OfType<IInvocationOperation>()
            .Where(call => _symbols.IsPostQuantum(call.Instance?.Type ?? call.TargetMethod.ContainingType) && Signs(call))
            .Any(call => SecretHolder.Of(call.Arguments[0].Value) is { } message && messages.Contains(message, SymbolEqualityComparer.Default));
    }

    // Of a call that signs its first argument; of a signer that is created, what is given to it.
    private static IEnumerable<ISymbol> MessagesOf(IOperation signing) => signing is IInvocationOperation { Arguments: [var first, ..] }
        ? SecretHolder.Of(first.Value) is { } message ? [message] : []
        : Locals.Holder(signing) is { } signer
            ? Locals.ReferencesTo(signer, signing)
                .Select(static reference => reference.Parent)
                .OfType<IInvocationOperation>()
                .Where(Signs)
                .Select(static call => SecretHolder.Of(call.Arguments[0].Value))
                .OfType<ISymbol>()
            : [];

    private static bool Signs(IInvocationOperation call) => call.Arguments.Length > 0
        && (call.TargetMethod.Name.StartsWith("Sign", StringComparison.Ordinal) || call.TargetMethod.Name is "BlockUpdate" or "Update");
}
