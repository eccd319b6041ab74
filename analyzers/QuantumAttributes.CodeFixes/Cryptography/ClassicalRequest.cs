using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>A certificate request for an ECDSA key that is generated for it, with a hash that an ML-DSA key does without.</summary>
internal sealed record ClassicalRequest(BaseObjectCreationExpressionSyntax Creation, GeneratedKey Key, TextSpan Hash)
{
    private const string TypeName = "System.Security.Cryptography.X509Certificates.CertificateRequest";

    /// <summary>The request that is reported, or the one that the key which is reported is for; otherwise null.</summary>
    public static ClassicalRequest? Find(ReportedCode code)
    {
        var found = code.Expression as BaseObjectCreationExpressionSyntax ?? CreationWith(code.Expression) ?? CreationWith(SoleUseOf(code));
        return found is { ArgumentList.Arguments: [_, var key, var hash] } creation
            && code.Model.GetSymbolInfo(creation).Symbol is IMethodSymbol { Parameters: [_, { Type.Name: "ECDsa" }, _] } constructor
            && constructor.ContainingType.ToDisplayString() == TypeName
            && hash.NameColon is null or { Name.Identifier.ValueText: "hashAlgorithm" }
            && GeneratedKey.Find(key.Expression, code.Model, "System.Security.Cryptography.ECDsa") is { } generated
            && !IsSignedByCertificate(creation, code.Model)
                ? new ClassicalRequest(creation, generated, TextSpan.FromBounds(key.Span.End, hash.Span.End))
                : null;
    }

    private static IdentifierNameSyntax? SoleUseOf(ReportedCode code) =>
        code.Expression.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } ? Locals.SoleUseOf(local, code.Model) : null;

    private static BaseObjectCreationExpressionSyntax? CreationWith(ExpressionSyntax? argument) =>
        argument is { Parent: ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } } ? creation : null;

    // An issuer's certificate has to have a key of the same algorithm.
    private static bool IsSignedByCertificate(SyntaxNode creation, SemanticModel model) => Locals.MemberAround(creation)
        .DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Any(call => model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Create", Parameters: [{ Type.Name: "X509Certificate2" }, ..] } method
            && method.ContainingType.ToDisplayString() == TypeName);
}
