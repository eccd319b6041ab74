using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Factories that get the algorithm by its name: <c>SignerUtilities.GetSigner("SHA256withECDSA")</c>.</summary>
internal static class FactoryNames
{
    /// <summary>The use that a call of a factory is; null where the name says nothing that is known, or is passed on from callers.</summary>
    public static CryptographyUse? Find(ClassicalApi api, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        var values = operation is IMethodReferenceOperation reference
            ? NamesBeside(reference).ToList()
            : arguments.Select(static argument => Locals.Resolve(CallChain.Unwrap(argument.Value))).ToList();
        if (values.Count == 0)
            return operation is IInvocationOperation ? CryptographyUse.Of(api, operation) : null;
        if (values.Select(NameIn).FirstOrDefault(static name => name is not null) is { } name)
            return Of(api, operation, name);
        return values.Any(static value => value is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String })
            ? null
            : CryptographyUse.Of(api, operation);
    }

    /// <summary>The use that a name is to a factory, or null where it says nothing that is known.</summary>
    public static CryptographyUse? Of(ClassicalApi api, IOperation operation, string name)
    {
        if (Parse(name) is not { } algorithm)
            return null;
        var use = CryptographyUse.Of(api, operation);
        // A curve by its name is no key yet.
        return api.Algorithm == "EC" ? use with { Parameters = algorithm.Parameters } : As(use, algorithm);
    }

    /// <summary>The use that a name is to a factory that is not known.</summary>
    public static CryptographyUse? Of(IOperation operation, string name) => Parse(name) is { } algorithm
        ? As(
            new CryptographyUse
            {
                Location = UseLocation.Of(operation),
                Operation = operation,
                Symbol = name,
                Algorithm = algorithm.Name,
                Function = name.IndexOf("with", StringComparison.OrdinalIgnoreCase) > 0 ? "sign" : "",
                Family = Family.Encryption,
                Threat = algorithm.Traits.Threat,
                Severities = Severities.Inventory,
            },
            algorithm)
        : null;

    private static CryptographyUse As(CryptographyUse use, NamedAlgorithm algorithm)
    {
        var threat = use.Function switch
        {
            "sign" or "verify" when algorithm.Traits.IsClassical => Threat.Forgery,
            "encrypt" or "decrypt" or "keyderive" when algorithm.Traits.IsClassical => Threat.HarvestNow,
            _ => algorithm.Traits.Threat,
        };
        return use with
        {
            Algorithm = algorithm.Name,
            Parameters = algorithm.Parameters,
            Threat = threat,
            Severities = SeveritiesOf(use, threat),
            Family = FamilyOf(use.Family, threat),
        };
    }

    // A factory of certificates says itself how much they matter.
    private static string SeveritiesOf(CryptographyUse factory, Threat threat) => threat is Threat.Inventory ? Severities.OnlyListed
        : factory.Threat is Threat.Forgery && threat is Threat.Forgery ? factory.Severities
        : Severities.Of(threat);

    private static NamedAlgorithm? Parse(string name) => NamedAlgorithm.Parse(AlgorithmNames.Find(name)?.Algorithm ?? name);

    private static Family FamilyOf(Family factory, Threat threat) => threat switch
    {
        Threat.Broken => Family.Weak,
        _ when factory is not (Family.Encryption or Family.Weak) => factory,
        Threat.Forgery => Family.Signatures,
        _ => Family.Encryption,
    };

    // names.Select(SignerUtilities.GetSigner): the first that is classical speaks for all.
    private static IEnumerable<IOperation?> NamesBeside(IMethodReferenceOperation factory)
    {
        IOperation around = factory;
        while (around.Parent is IDelegateCreationOperation or IArgumentOperation or IConversionOperation)
            around = around.Parent;
        return around.Parent is IInvocationOperation call
            ? call.Descendants().Where(static value => value.Kind == OperationKind.Literal)
                .Where(static value => value.ConstantValue.Value is string name && Parse(name) is { Traits.IsClassical: true })
            : [];
    }

    // A constant, or one of the library's own object identifiers.
    private static string? NameIn(IOperation? value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string name } } => name,
        IFieldReferenceOperation { Field: { IsStatic: true, Type.Name: "DerObjectIdentifier" } oid } => oid.Name,
        IObjectCreationOperation { Type.Name: "DerObjectIdentifier" or "Oid", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string oid } }, ..] } => oid,
        _ => null,
    };
}
