using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>Makes C# identifiers of names that people chose freely.</summary>
internal static class Identifiers
{
    /// <summary>An identifier as it must be written: with an @ where it is a keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(identifier) == SyntaxKind.None
            ? identifier
            : "@" + identifier;

    /// <summary><c>doc-ument.x</c> becomes <c>DocUmentX</c>; without underscores, and never empty.</summary>
    public static string Pascal(string name, string ifEmpty)
    {
        var result = new StringBuilder(name.Length);
        bool startsWord = true;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
                result.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !char.IsLetterOrDigit(c);
        }

        if (result.Length == 0)
            return ifEmpty;
        return char.IsDigit(result[0]) ? ifEmpty + result : result.ToString();
    }

    /// <summary>
    /// The identifier that stands for an assembly in the names of generated types: different for different assemblies, since
    /// a host sees those of all its references.
    /// </summary>
    /// <remarks>
    /// <c>Bank.Core</c> becomes <c>Bank_Core</c>. A name that is not identifiers joined by dots loses something on the way to an
    /// identifier, and gets a hash of the whole name; it starts with a digit, as no part of an ordinary name does.
    /// </remarks>
    public static string OfAssembly(string assemblyName)
    {
        var result = new StringBuilder(assemblyName.Length);
        foreach (char c in assemblyName)
            result.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        if (result.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(result[0]))
            result.Insert(0, '_');

        return assemblyName.Split('.').All(IsPlain) ? result.ToString() : $"{result}_0x{Hash(assemblyName)}";
    }

    /// <summary>The name of a method that answers by a task.</summary>
    public static string Async(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name : name + "Async";

    /// <summary>The name, or the name with the first number from 2 that is not taken; takes it.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        string unique = name;
        for (int i = 2; !taken.Add(unique); i++)
            unique = name + i.ToString(CultureInfo.InvariantCulture);
        return unique;
    }

    private static bool IsPlain(string part) => SyntaxFacts.IsValidIdentifier(part) && !part.Contains('_');

    // FNV-1a: string.GetHashCode differs from process to process.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ b) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
