using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// QA1003, and QA1002 of its key: requests a certificate for an ML-DSA key, where the ECDSA key is generated for the request. One at a time: who
/// relies on it has to know ML-DSA.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CertificateRequestFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Certificates, CryptographyRules.Signatures];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || ClassicalRequest.Find(code) is not { } request
            || code.Type("System.Security.Cryptography.MLDsa") is not { } type
            || code.Type("System.Security.Cryptography.MLDsaAlgorithm") is not { } algorithm)
            return;

        string set = MLDsaChoice.SetFor(context.Diagnostics[0]);
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var names = new TypeNames(code.Model, code.Expression.SpanStart);
        List<TextChange> changes =
        [
            .. request.Key.Replace(names.Of(type), $"{names.Of(algorithm)}.MLDsa{set}"),
            new(request.Hash, ""),
            .. names.Usings(text),
        ];
        Document changed = context.Document.WithText(text.WithChanges(changes));
        if (await ExperimentalPragma.IsNeededAsync(changed, context.CancellationToken).ConfigureAwait(false))
            changed = context.Document.WithText(text.WithChanges([.. changes, .. ExperimentalPragma.Around(request.Creation, text)]));
        await CompileCheck.OfferAsync(
            context, code, changed, $"Request it for an ML-DSA-{set} key (who relies on the certificate has to know ML-DSA)", nameof(CertificateRequestFix)).ConfigureAwait(false);
    }
}
