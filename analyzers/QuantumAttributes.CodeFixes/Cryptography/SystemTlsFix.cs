using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>QA1008: leaves the versions of TLS to the operating system. Not where they are added to others, or a variable is among them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SystemTlsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Tls];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        TlsVersions? versions = await TlsVersions.FindAsync(context).ConfigureAwait(false);
        if (versions is null or { HasOthers: true } || versions.Whole.FirstAncestorOrSelf<SyntaxNode>(IsAdded) is not null
            || (versions.Write("None") ?? versions.Write("SystemDefault")) is not { } choice)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Let the operating system choose",
                cancel => context.Document.ReplaceAsync(versions.Whole.Span, choice, cancel),
                nameof(SystemTlsFix)),
            context.Diagnostics);
    }

    private static bool IsAdded(SyntaxNode node) => node.IsKind(SyntaxKind.OrAssignmentExpression);
}
