using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>Reads the contexts of System.Text.Json, whose code another generator writes.</summary>
internal static class JsonContextParser
{
    public static bool IsContext(INamedTypeSymbol type) => type.BaseType.Is(WellKnownNames.JsonSerializerContext);

    /// <summary>The context, when generated code can name it.</summary>
    public static JsonContextModel? Parse(INamedTypeSymbol context, Compilation compilation) =>
        !context.IsGenericOrInside() && context.IsReachable(compilation.Assembly, compilation)
            ? new JsonContextModel(context.ToCode(), Serializable(context))
            : null;

    private static EquatableArray<string> Serializable(INamedTypeSymbol context) => context.GetAttributes()
        .Where(static attribute => attribute.AttributeClass.Is(WellKnownNames.JsonSerializableAttribute))
        .Select(static attribute => attribute.ConstructorArguments is [{ Value: ITypeSymbol type }] ? type.ToCode() : null)
        .OfType<string>()
        .Select(JsonContextModel.WithoutNull)
        .Distinct()
        .OrderBy(static type => type, StringComparer.Ordinal)
        .ToEquatableArray();
}
