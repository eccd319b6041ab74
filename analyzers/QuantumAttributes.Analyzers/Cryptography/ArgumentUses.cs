using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Calls that are classical by their arguments only: a certificate request is for whatever key it is given.</summary>
internal sealed class ArgumentUses(ClassicalSymbols symbols)
{
    // What a certificate is found or loaded by.
    private static readonly string[] CertificateSources =
        ["X509Certificate2", "String", "X500DistinguishedName", "Stream", "Assembly", "StoreName", "StoreLocation", "X509KeyStorageFlags"];

    private readonly ValueAlgorithm _values = new(symbols);

    /// <summary>The use that the call is; null where its arguments are safe, or where the caller chooses the algorithm.</summary>
    public CryptographyUse? Find(ClassicalApi api, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments)
    {
        var answer = _values.Of(arguments);
        if (answer.IsSafe)
            return null;
        var use = CryptographyUse.Of(api, operation);
        if (answer.IsClassical)
            return use with { Algorithm = answer.Algorithm, Parameters = answer.Parameters };
        if (arguments.Any(IsPassedOn))
            return null;
        return IsClassicalByDefault(api, operation, arguments) ? use : use with { Severities = Severities.OnlyListed };
    }

    private static bool IsPassedOn(IArgumentOperation argument) =>
        CallChain.Unwrap(argument.Value) is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String }
        && argument.Parameter?.Name.IndexOf("alg", StringComparison.OrdinalIgnoreCase) >= 0;

    // A token server without arguments, or with a certificate, signs and encrypts classically.
    private static bool IsClassicalByDefault(ClassicalApi api, IOperation operation, IReadOnlyCollection<IArgumentOperation> arguments) =>
        api.Family is Family.Tokens && operation is IInvocationOperation
        && arguments.All(static argument => argument.IsImplicit || CertificateSources.Contains(argument.Value.Type?.Name));
}
