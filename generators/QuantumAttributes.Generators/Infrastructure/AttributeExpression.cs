using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>An attribute as the expression that makes one like it, with everything that was said in it.</summary>
internal static class AttributeExpression
{
    public static string Of(AttributeData attribute)
    {
        string arguments = string.Join(", ", attribute.ConstructorArguments.Select(Constant));
        string creation = $"new {attribute.AttributeClass!.ToCode()}({arguments})";
        if (attribute.NamedArguments.IsEmpty)
            return creation;

        var named = attribute.NamedArguments.Select(
            argument => $"{Identifiers.Escape(argument.Key)} = {Constant(argument.Value)}");
        return $"{creation} {{ {string.Join(", ", named)} }}";
    }

    private static string Constant(TypedConstant constant) => constant switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Array } =>
            $"new {constant.Type!.ToCode()} {{ {string.Join(", ", constant.Values.Select(Constant))} }}",
        { Kind: TypedConstantKind.Type } =>
            $"typeof({((ITypeSymbol)constant.Value!).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        { Kind: TypedConstantKind.Enum } =>
            $"({constant.Type!.ToCode()})({Primitive(constant)})",
        _ => Primitive(constant),
    };

    private static string Primitive(TypedConstant constant) =>
        SymbolDisplay.FormatPrimitive(constant.Value!, quoteStrings: true, useHexadecimalNumbers: false)!;
}
