using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>Where the secret of a private key goes into a text: as it is, encoded, in an interpolated string, or by one local.</summary>
internal sealed class SecretFlow(INamedTypeSymbol privateKey)
{
    /// <summary>The places in the expression that are secret, each with the method that the secret comes from.</summary>
    public IEnumerable<(IOperation Place, string Source)> In(IOperation? value) => In(value, followsLocals: true);

    private IEnumerable<(IOperation Place, string Source)> In(IOperation? value, bool followsLocals) => value switch
    {
        IInvocationOperation call when IsExport(call.TargetMethod) => [(call, call.TargetMethod.Name)],
        IInvocationOperation call when IsEncoding(call.TargetMethod) => InAll(call.Arguments.Select(argument => argument.Value), followsLocals),
        ILocalReferenceOperation local when followsLocals => InLocal(local),
        IConversionOperation conversion => In(conversion.Operand, followsLocals),
        IBinaryOperation joined => InAll([joined.LeftOperand, joined.RightOperand], followsLocals),
        IInterpolatedStringHandlerCreationOperation handler => In(handler.Content, followsLocals),
        IInterpolatedStringOperation text => InAll(text.Parts.Select(ValueOf), followsLocals),
        IArrayCreationOperation { Initializer: { } initializer } => InAll(initializer.ElementValues, followsLocals),
        ICollectionExpressionOperation collection => InAll(collection.Elements, followsLocals),
        _ => [],
    };

    private IEnumerable<(IOperation Place, string Source)> InAll(IEnumerable<IOperation?> values, bool followsLocals) =>
        values.SelectMany(value => In(value, followsLocals));

    private IEnumerable<(IOperation Place, string Source)> InLocal(ILocalReferenceOperation local) =>
        In(Locals.Declaration(local)?.Initializer?.Value, followsLocals: false)
            .Select(found => ((IOperation)local, found.Source))
            .Take(1);

    private static IOperation? ValueOf(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolationOperation interpolation => interpolation.Expression,
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var first, ..] } } => first.Value,
        _ => null,
    };

    // An encrypted export is none: it is made to be kept elsewhere.
    private bool IsExport(IMethodSymbol method) =>
        method.Name is "ExportSeed" or "ExportPkcs8PrivateKey" or "ExportPkcs8PrivateKeyPem" or "ToPrivateJwk" or "Decapsulate"
        && !method.ReturnsVoid
        && method.ContainingType.IsOrDerivesFrom(privateKey);

    private static bool IsEncoding(IMethodSymbol method) => (method.ContainingType.Name, method.Name) is
        ("Convert", "ToHexString" or "ToHexStringLower" or "ToBase64String")
        or ("BitConverter", "ToString")
        or ("Base64Url", "EncodeToString")
        or ("Encoding", "GetString");
}
