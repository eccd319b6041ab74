using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>QA1008: allows TLS 1.3 beside TLS 1.2. Nothing is taken away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AllowTls13Fix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Tls];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        TlsVersions? versions = await TlsVersions.FindAsync(context).ConfigureAwait(false);
        if (versions?.Find("Tls12") is not { } oldest || versions.Find("Tls13") is not null || versions.Write("Tls13") is not { } newest)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Allow TLS 1.3 too",
                cancel => context.Document.ReplaceAsync(new TextSpan(oldest.Span.End, 0), $" | {newest}", cancel),
                nameof(AllowTls13Fix)),
            context.Diagnostics);
    }
}
