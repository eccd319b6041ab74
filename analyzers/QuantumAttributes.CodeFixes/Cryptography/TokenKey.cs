using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// <c>new ECDsaSecurityKey(ECDsa.Create())</c>, in place or in a local: a key for tokens around one that is generated for it. The local may have more
/// uses, such as checking what it signed.
/// </summary>
/// <param name="Types">Where the type of the key for tokens is written.</param>
/// <param name="Generated">The key in it.</param>
internal sealed record TokenKey(IReadOnlyList<TypeSyntax> Types, GeneratedKey Generated)
{
    private static readonly string[] Classical = ["Microsoft.IdentityModel.Tokens.ECDsaSecurityKey", "Microsoft.IdentityModel.Tokens.RsaSecurityKey"];

    /// <summary>The key that the expression is; null where it is another.</summary>
    public static TokenKey? Find(ExpressionSyntax key, SemanticModel model)
    {
        VariableDeclaratorSyntax? local = Locals.DeclarationOf(key, model);
        var creation = (local is null ? key : local.Initializer?.Value) as BaseObjectCreationExpressionSyntax;
        if (creation is not { ArgumentList.Arguments: [{ Expression: var inner }] }
            || !Classical.Contains(model.GetTypeInfo(creation).Type?.ToDisplayString())
            || GeneratedKey.Find(inner, model, "System.Security.Cryptography.ECDsa", "System.Security.Cryptography.RSA") is not { } generated
            || (local is not null && Locals.IsAssigned(local, model)))
            return null;

        List<TypeSyntax> types = creation is ObjectCreationExpressionSyntax { Type: var created } ? [created] : [];
        if (local is { Parent: VariableDeclarationSyntax { Type: { IsVar: false } declared } }
            && Classical.Contains(model.GetTypeInfo(declared).Type?.ToDisplayString()))
            types.Add(declared);
        return new TokenKey(types, generated);
    }
}
