using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>QA1001: seals with <c>QuantumSeal</c> what RSA encrypts. One at a time: whoever reads it has to change too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SealFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Encryption];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || code.Expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            || !IsEncryption(call, code.Model) || !IsVariable(access.Expression)
            || code.Type("QuantumAttributes.Cryptography.QuantumSeal") is not { } seal
            || code.Type("QuantumAttributes.Cryptography.KemPublicKey") is not { } key
            || await Recipient.FindAsync(code, key, context.CancellationToken).ConfigureAwait(false) is not { } recipient)
            return;

        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var names = new TypeNames(code.Model, call.SpanStart);
        var arguments = call.ArgumentList.Arguments;
        List<TextChange> changes =
        [
            .. recipient.Declare(names.Of(key)),
            new(access.Span, $"{names.Of(seal)}.Seal"),
            new(new TextSpan(arguments[0].SpanStart, 0), $"{recipient.Name}, "),
            new(TextSpan.FromBounds(arguments[0].Span.End, arguments[1].Span.End), ""),
        ];
        Document sealing = context.Document.WithText(text.WithChanges([.. names.Usings(text), .. changes]));
        await CompileCheck.OfferAsync(
            context, code, sealing, "Seal with QuantumSeal (what is stored or sent changes)", nameof(SealFix)).ConfigureAwait(false);
    }

    // rsa.Encrypt(data, padding), of an array and to an array.
    private static bool IsEncryption(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments is [{ NameColon: null } data, { NameColon: null }]
        && model.GetTypeInfo(data.Expression).Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        && model.GetOperation(call) is IInvocationOperation
        {
            Type: IArrayTypeSymbol,
            TargetMethod: { Name: "Encrypt", ContainingType: { Name: "RSA" } type },
        }
        && type.ContainingNamespace.ToDisplayString() == "System.Security.Cryptography";

    // What is done to get the key would no longer be done.
    private static bool IsVariable(ExpressionSyntax key) => key switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax member => IsVariable(member.Expression),
        PostfixUnaryExpressionSyntax suppressed => IsVariable(suppressed.Operand),
        _ => false,
    };
}
