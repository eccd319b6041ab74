using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>
/// Walks everything that a step's output holds. A symbol or a piece of syntax in it would be unequal in every new compilation,
/// and keep the old one in memory.
/// </summary>
internal static class ModelGraph
{
    private static readonly Type[] Refused =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken), typeof(SyntaxReference),
        typeof(Compilation), typeof(SemanticModel), typeof(Location), typeof(IOperation), typeof(AttributeData),
        typeof(TypedConstant), typeof(SourceText), typeof(MetadataReference),
    ];

    public static void AssertHoldsNoCompilerObjects(object? root) =>
        Visit(root, new HashSet<object>(ReferenceEqualityComparer.Instance), "");

    private static void Visit(object? value, HashSet<object> seen, string path)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
            return;

        var type = value.GetType();
        Assert.False(Refused.Any(refused => refused.IsAssignableFrom(type)), $"A step's output holds a {type}: {path}");

        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Visit(item, seen, path + "[]");
            return;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Visit(field.GetValue(value), seen, path + "." + field.Name);
    }
}
