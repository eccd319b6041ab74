using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>The uses of cryptography in the code of one member, judged: by what they are used for, and one for each line.</summary>
internal sealed class CodeSurvey(ClassicalSymbols symbols, UseFinder finder, PassedNames passed, INamedTypeSymbol? hybridAttribute)
{
    /// <summary>The uses to report, in the order of the text.</summary>
    public IReadOnlyList<CryptographyUse> Find(ISymbol member, IEnumerable<IOperation> blocks, CryptographyOptions options)
    {
        List<CryptographyUse>? found = null;
        var roots = blocks.ToList();
        foreach (var operation in roots.SelectMany(static root => root.DescendantsAndSelf()))
        {
            bool isWritten = !operation.IsImplicit || operation is IConversionOperation;
            if (isWritten && finder.Find(operation, options) is { } use && !passed.IsOnlyAsked(operation))
                (found ??= []).Add(use);
        }

        return found is null ? [] : OnePerLine(Judge(member, found, roots, options), options);
    }

    private IEnumerable<CryptographyUse> Judge(ISymbol member, List<CryptographyUse> uses, List<IOperation> roots, CryptographyOptions options)
    {
        if (IsHybrid(member) || IsSafe(member, options))
            return uses.Select(static use => use with { IsHybrid = use.Threat is not Threat.None });
        bool isMixed = uses.Any(static use => use.Threat is not Threat.None);
        var hybrids = isMixed ? new HybridSecrets(symbols, [.. roots.SelectMany(static root => root.DescendantsAndSelf())]) : null;
        return uses.Select(use => hybrids?.IsLeg(use) == true ? use with { IsHybrid = true } : KeyPurpose.Narrow(use));
    }

    private bool IsHybrid(ISymbol member)
    {
        for (ISymbol? current = member; hybridAttribute is not null && current is not null; current = current.ContainingType)
        {
            if (current.FindAttribute(hybridAttribute) is not null)
                return true;
        }

        return false;
    }

    private static bool IsSafe(ISymbol member, CryptographyOptions options) => options.SafeTypes.Count > 0
        && (member as INamedTypeSymbol ?? member.ContainingType) is { } type
        && options.SafeTypes.Contains(type.OriginalDefinition.ToDisplayString());

    // The worst speaks for its line, and has the size or curve that another on it says.
    private static List<CryptographyUse> OnePerLine(IEnumerable<CryptographyUse> uses, CryptographyOptions options) =>
    [
        .. uses
            .GroupBy(static use => (use.Location.SourceTree, use.Location.GetLineSpan().StartLinePosition.Line))
            .Select(line => Worst(line, options))
            .OrderBy(static use => use.Location.SourceSpan.Start),
    ];

    private static CryptographyUse Worst(IEnumerable<CryptographyUse> line, CryptographyOptions options)
    {
        var uses = line.ToList();
        var worst = uses
            .OrderByDescending(use => use.SeverityUnder(options))
            .ThenBy(static use => use.Api.Length == 0)
            .ThenBy(static use => use.Threat)
            .ThenBy(static use => use.Algorithm.Length == 0)
            .ThenBy(static use => use.Location.SourceSpan.Start)
            .First();
        return worst.Parameters.Length > 0
            ? worst
            : worst with { Parameters = uses.Select(other => ParametersFor(worst, other)).FirstOrDefault(static text => text.Length > 0) ?? "" };
    }

    private static string ParametersFor(CryptographyUse use, CryptographyUse other) =>
        other.Algorithm == use.Algorithm || (other.Algorithm == "EC" && use.Algorithm.StartsWith("EC", StringComparison.Ordinal)) ? other.Parameters : "";
}
