using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// QA1007: signs a token with ML-DSA, key and algorithm together, where the key is generated in sight. One at a time: whoever checks the token has to
/// know both.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenKeyFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Tokens];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || TokenCredentials.Find(code, context.Diagnostics[0]) is not { } credentials
            || TokenKey.Find(credentials.Key, code.Model) is not { } key
            || code.Type("Microsoft.IdentityModel.Tokens.MlDsaSecurityKey") is not { } keyType
            || code.Type("System.Security.Cryptography.MLDsa") is not { } type
            || code.Type("System.Security.Cryptography.MLDsaAlgorithm") is not { } algorithm)
            return;

        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var names = new TypeNames(code.Model, code.Expression.SpanStart);
        List<TextChange> changes =
        [
            .. key.Types.Select(written => new TextChange(written.Span, names.Of(keyType))),
            .. key.Generated.Replace(names.Of(type), $"{names.Of(algorithm)}.MLDsa{credentials.ParameterSet}"),
            new(credentials.Algorithm.Span, credentials.ReplacementName),
        ];
        Document changed = context.Document.WithText(text.WithChanges([.. names.Usings(text), .. changes]));
        await CompileCheck.OfferAsync(
            context, code, changed, $"Sign with a key of ML-DSA-{credentials.ParameterSet} (the token changes, and what it is checked with)", nameof(TokenKeyFix)).ConfigureAwait(false);
    }
}
