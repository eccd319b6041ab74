using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// QA1001: derives the key from a secret of ML-KEM too, beside that of a Diffie-Hellman. One at a time: the other side has to do the same, and to
/// get a ciphertext.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HybridSecretFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Encryption];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || Agreement.Find(code) is not { } agreement
            || code.Type("QuantumAttributes.Cryptography.KemPublicKey") is not { } keyType
            || code.Type("System.Security.Cryptography.HKDF") is not { } hkdf
            || code.Type("System.Security.Cryptography.HashAlgorithmName") is not { } hash
            || await Recipient.FindAsync(code, keyType, context.CancellationToken).ConfigureAwait(false) is not { } recipient)
            return;

        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var names = new TypeNames(code.Model, code.Expression.SpanStart);
        string[] added =
        [
            "// To be done: send kemCiphertext along. The other side gets kemSecret by Decapsulate(kemCiphertext), and derives the same key.",
            $"// {recipient.Name} is that side's public key, of ML-KEM or X-Wing; make sure that it is, as you do for the classical one.",
            $"(byte[] kemCiphertext, byte[] kemSecret) = {recipient.Name}.Encapsulate();",
            $"{agreement.Target} = {names.Of(hkdf)}.DeriveKey(",
            $"    {names.Of(hash)}.SHA384, [.. classicalSecret, .. kemSecret], classicalSecret.Length, info: kemCiphertext);",
        ];
        string newLine = text.NewLine() + text.IndentAt(agreement.Statement.SpanStart);
        List<TextChange> changes =
        [
            .. recipient.Declare(names.Of(keyType)),
            new(TextSpan.FromBounds(agreement.Statement.SpanStart, agreement.Call.SpanStart), "byte[] classicalSecret = "),
            new(new TextSpan(agreement.End, 0), string.Concat(added.Select(line => newLine + line))),
        ];
        Document hybrid = context.Document.WithText(text.WithChanges([.. names.Usings(text), .. changes]));
        await CompileCheck.OfferAsync(
            context, code, hybrid, "Derive the key from a secret of ML-KEM too (what is sent changes, and both sides)", nameof(HybridSecretFix)).ConfigureAwait(false);
    }
}
