using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>Where the rules of wiring point at.</summary>
internal static class RuleLocations
{
    /// <summary>The name of the called method.</summary>
    public static Location OfName(IInvocationOperation call) => call.Syntax is InvocationExpressionSyntax invocation
        ? invocation.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            var name => name.GetLocation(),
        }
        : call.Syntax.GetLocation();

    /// <summary>Where the symbol is declared.</summary>
    public static Location Of(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None;

    /// <summary>An order of places that is the same in every build.</summary>
    public static int Compare(Location one, Location other)
    {
        int byFile = string.CompareOrdinal(one.SourceTree?.FilePath, other.SourceTree?.FilePath);
        return byFile != 0 ? byFile : one.SourceSpan.CompareTo(other.SourceSpan);
    }
}
