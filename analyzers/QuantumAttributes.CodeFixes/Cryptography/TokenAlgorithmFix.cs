using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// QA1007: names ML-DSA as the algorithm that signs a token, where the key is one of ML-DSA or may be one. One at a time: whoever checks the token
/// has to know it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenAlgorithmFix : CodeFixProvider
{
    private static readonly string[] PossibleKeys = ["MlDsaSecurityKey", "SecurityKey", "AsymmetricSecurityKey", "JsonWebKey"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Tokens];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || TokenCredentials.Find(code, context.Diagnostics[0]) is not { } credentials
            || !PossibleKeys.Contains(code.Model.GetTypeInfo(DeclaredValue.Of(credentials.Key, code.Model)).Type?.Name))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Sign with {credentials.ReplacementName} (the token changes; its key has to be one of ML-DSA-{credentials.ParameterSet})",
                cancel => context.Document.ReplaceAsync(credentials.Algorithm.Span, credentials.ReplacementName, cancel),
                nameof(TokenAlgorithmFix)),
            context.Diagnostics);
    }
}
