using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Finds at one operation a use of cryptography that the catalogue knows: by the symbol, never by a simple name.</summary>
internal sealed class UseFinder(ClassicalSymbols symbols, PassedNames passed)
{
    private readonly ArgumentUses _arguments = new(symbols);
    private readonly KeyParameters _parameters = new(symbols);
    private readonly WrittenNames _written = new(passed);

    /// <summary>The use that the operation is, or null.</summary>
    public CryptographyUse? Find(IOperation operation, CryptographyOptions options) => operation switch
    {
        IObjectCreationOperation creation => OfCreation(creation),
        ITypeParameterObjectCreationOperation { Type: ITypeParameterSymbol parameter } => OfTypeParameter(operation, parameter),
        IInvocationOperation call => OfCall(call, call.TargetMethod, call.Arguments),
        IMethodReferenceOperation reference => OfCall(reference, reference.Method, []),
        IFieldReferenceOperation or ILocalReferenceOperation when operation.ConstantValue is { HasValue: true, Value: string text } =>
            OfMember(operation as IMemberReferenceOperation) ?? _written.Find(operation, text, options),
        IMemberReferenceOperation member => OfMember(member),
        IConversionOperation { IsImplicit: false, Operand: ILiteralOperation } number => TlsUses.OfNumber(number),
        IConversionOperation { OperatorMethod: not null, Operand.ConstantValue: { HasValue: true, Value: string text } } conversion =>
            OfValueName(conversion.Type, conversion.Operand, text),
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } => _written.Find(operation, text, options),
        _ => null,
    };

    private CryptographyUse? OfCreation(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || !symbols.IsRelevant(type))
            return null;
        if (symbols.IsPostQuantum(type))
            return PostQuantumUses.Of(creation, type.Name, type);
        var api = (creation.Constructor is { } constructor ? symbols.FindMember(constructor) : null) ?? symbols.FindType(type);
        if (api is null && creation.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string name } }])
            return OfValueName(type, creation, name);
        return api?.Match switch
        {
            null or ApiMatch.Call or ApiMatch.CallOnUnseen => null,
            ApiMatch.Name => FactoryNames.Find(api, creation, creation.Arguments),
            ApiMatch.ClassicalArgument => _arguments.Find(api, creation, creation.Arguments),
            ApiMatch.CipherSuite => TlsUses.OfSuites(api, creation),
            ApiMatch.KeySize => SymmetricKeyUses.Of(api, creation, creation.Arguments),
            _ when type.Name == "PgpEncryptedDataGenerator" && PgpRecipients.AreOnlyPasswords(creation) => null,
            _ => OfKey(api, creation, creation.Arguments),
        };
    }

    // KeySpec = "RSA_3072", new CngAlgorithm("ECDH_P521"): a value by its name.
    private CryptographyUse? OfValueName(ITypeSymbol? type, IOperation operation, string name) =>
        symbols.FindValueOf(type) is { } value && ValueContext.IsChosen(operation) ? FactoryNames.Of(value, operation, name) : null;

    private CryptographyUse? OfTypeParameter(IOperation creation, ITypeParameterSymbol parameter) => parameter.ConstraintTypes
        .OfType<INamedTypeSymbol>()
        .Where(symbols.IsRelevant)
        .Select(symbols.FindType)
        .Where(static api => api is { Match: ApiMatch.Base or ApiMatch.Creation })
        .Select(api => OfKey(api!, creation, []))
        .FirstOrDefault();

    private CryptographyUse? OfCall(IOperation operation, IMethodSymbol method, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        if (!symbols.IsRelevant(method.ContainingType))
            return NativeUses.Find(operation, method, arguments);
        if (symbols.IsPostQuantum(method))
            return method.IsStatic ? PostQuantumUses.Of(operation, $"{method.ContainingType.Name}.{method.Name}", method) : null;
        if (method is { IsStatic: true, Name: "FindValue" } && arguments.FirstOrDefault()?.Value is { ConstantValue: { HasValue: true, Value: string name } })
            return OfValueName(method.ContainingType, operation, name);
        if (symbols.FindMember(method) is not { } api)
            return method.IsStatic ? OfStaticMember(operation, method, arguments) : null;
        return api.Match switch
        {
            ApiMatch.Name => FactoryNames.Find(api, operation, arguments),
            ApiMatch.ClassicalArgument => _arguments.Find(api, operation, arguments),
            ApiMatch.CallOnUnseen => IsMadeHere(operation) ? null : CryptographyUse.Of(api, operation),
            _ => OfKey(api, operation, arguments),
        };
    }

    // What the type's entry says of static members that have none of their own.
    private CryptographyUse? OfStaticMember(IOperation operation, IMethodSymbol method, IReadOnlyCollection<IArgumentOperation> arguments) =>
        symbols.FindType(method.ContainingType) switch
        {
            _ when method.Name.EndsWith("Nonce", StringComparison.Ordinal) => null,
            { Match: ApiMatch.StaticUse or ApiMatch.Mention } api => OfKey(api, operation, arguments) with { IsRead = KeyPurpose.IsReading(method.Name) },
            { Match: ApiMatch.Creation } api when IsFactory(method) => OfKey(api, operation, arguments) with { IsRead = KeyPurpose.IsReading(method.Name) },
            { Match: ApiMatch.KeySize } api when IsFactory(method) => SymmetricKeyUses.Of(api, operation, arguments),
            _ => null,
        };

    private CryptographyUse? OfMember(IMemberReferenceOperation? reference)
    {
        var member = reference?.Member;
        if (reference is null || member is not (IPropertySymbol or IFieldSymbol) || !symbols.IsRelevant(member.ContainingType))
            return null;
        if (symbols.IsPostQuantum(member))
        {
            return member.IsStatic && ValueContext.IsChosen(reference)
                ? PostQuantumUses.Of(reference, $"{member.ContainingType.Name}.{member.Name}", member)
                : null;
        }

        if (symbols.FindMember(member) is not { } api)
            return null;
        return api.Match switch
        {
            ApiMatch.Protocol => TlsUses.OfProtocol(api, reference),
            ApiMatch.Group => TlsUses.OfGroup(api, reference),
            ApiMatch.Assignment when api.Family is Family.Ssh => SshUses.Find(api, reference),
            ApiMatch.Assignment => AssignmentUses.Find(api, reference),
            ApiMatch.KeySize => SymmetricKeyUses.OfKeySize(api, reference),
            _ when api.Family is Family.Tls => TlsUses.OfFlag(api, reference),
            _ => ValueContext.IsChosen(reference) ? CryptographyUse.Of(api, reference) : null,
        };
    }

    private CryptographyUse OfKey(ClassicalApi api, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        var use = CryptographyUse.Of(api, operation);
        if (api.Match is ApiMatch.Base && api.Threat is not Threat.Inventory)
            use = use with { Severities = Severities.Of(api.Threat) };
        if (api.Algorithm is "EC" or "DSA" && AlgorithmBeside(operation, arguments) is { } algorithm)
            use = As(use, algorithm);
        return use.Parameters.Length > 0 ? use : use with { Parameters = _parameters.Of(use.Algorithm, [.. arguments, .. CreationOfReceiver(operation)]) };
    }

    // The size of a key is said where it is created.
    private static ImmutableArray<IArgumentOperation> CreationOfReceiver(IOperation operation) =>
        operation is not IInvocationOperation { Instance: ILocalReferenceOperation key } ? [] : Locals.Resolve(key) switch
        {
            IInvocationOperation creation => creation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };

    // new ECKeyPairGenerator("ECDSA"), new DsaDigestSigner(new ECDsaSigner(), …), ecdsa.GenerateKey(curve)
    private AlgorithmTraits? AlgorithmBeside(IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        var said = arguments.Select(static argument => argument.Value.ConstantValue.Value as string);
        var types = arguments.Select(static argument => CallChain.Unwrap(argument.Value)?.Type).Append((operation as IInvocationOperation)?.Instance?.Type);
        string? name = said.FirstOrDefault(static text => text is "ECDSA" or "ECDH")
            ?? types.Select(type => symbols.FindType(type)?.Algorithm).FirstOrDefault(static text => text is "ECDSA" or "ECDH");
        return name is null ? null : AlgorithmTraits.Of(name);
    }

    private static CryptographyUse As(CryptographyUse use, AlgorithmTraits algorithm) => use with
    {
        Algorithm = algorithm.Name,
        Threat = algorithm.Threat,
        Family = algorithm.Threat is Threat.Forgery ? Family.Signatures : use.Family,
        Severities = use.Threat == algorithm.Threat ? use.Severities : Severities.Of(algorithm.Threat),
    };

    private static bool IsFactory(IMethodSymbol method) =>
        method.ContainingType.IsStatic || method.Name.Contains("HashData") || method.ReturnType.WithBases().Any(type => type.Is(method.ContainingType));

    // Creation, which counts by itself, is in sight.
    private static bool IsMadeHere(IOperation operation) => operation is IInvocationOperation { Instance: { } instance }
        && CallChain.Unwrap(instance) is ILocalReferenceOperation or IInvocationOperation or IObjectCreationOperation;
}
