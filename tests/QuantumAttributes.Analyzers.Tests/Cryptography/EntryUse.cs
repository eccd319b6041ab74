using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>The shortest code that uses an entry of the catalogue in the way that counts, and the shortest that mentions it and does not.</summary>
internal static class EntryUse
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>A method that uses the symbol; null where no other assembly can.</summary>
    public static string? Of(ISymbol symbol, ClassicalApi api, string name) => symbol switch
    {
        IMethodSymbol method when method.Parameters.Any(static parameter => parameter.Type.Name is "MLDsa" or "SlhDsa" or "CompositeMLDsa" or "SymmetricSecurityKey") => null,
        INamedTypeSymbol type => OfType(type, api, name),
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => Creation(constructor, name),
        IMethodSymbol method => Call(method, name),
        IPropertySymbol property when api.Match is ApiMatch.Assignment or ApiMatch.KeySize => Assignment(property, name),
        IPropertySymbol { IsStatic: false } property => $"static object? {name}({property.ContainingType.ToDisplayString(Full)} it) => it.{property.Name};",
        _ => $"static object? {name}() => {Member(symbol)};",
    };

    /// <summary>A method that only mentions it.</summary>
    public static string Mention(ISymbol symbol, string name) => symbol switch
    {
        INamedTypeSymbol type => $"static Type {name}() => typeof({Unbound(type)});",
        IFieldSymbol { HasConstantValue: true } field => $"static bool {name}({field.Type.ToDisplayString(Full)} it) => it is {Member(field)};",
        IFieldSymbol or IPropertySymbol { IsStatic: true } => $"static bool {name}({symbol.Type()!.ToDisplayString(Full)} it) => Equals(it, {Member(symbol)});",
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"static string {name}() => nameof({Unbound(constructor.ContainingType)});",
        _ => $"static string {name}() => nameof({Unbound(symbol.ContainingType)}.{symbol.Name});",
    };

    private static string? OfType(INamedTypeSymbol type, ClassicalApi api, string name)
    {
        if (api.Match is ApiMatch.Base)
            return $"static T {name}<T>() where T : {type.ToDisplayString(Full)}, new() => new T();";
        var constructor = type.InstanceConstructors.Where(static constructor => IsUsable(constructor)).OrderByDescending(static constructor => Rank(constructor)).FirstOrDefault();
        if (!type.IsAbstract && !type.IsStatic && constructor is not null)
            return Creation(constructor, name);
        var factory = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && IsUsable(method));
        return factory is not null ? Call(factory, name) : null;
    }

    private static string? Creation(IMethodSymbol constructor, string name)
    {
        string type = constructor.ContainingType.ToDisplayString(Full);
        if (constructor.ContainingType.IsAbstract)
            return null;
        return constructor.DeclaredAccessibility == Accessibility.Public
            ? Method(constructor, name, receiver: null, $"new {type}")
            : null;
    }

    private static string? Call(IMethodSymbol method, string name) => !IsUsable(method) ? null
        : method.IsStatic ? Method(method, name, null, Member(method))
        : Method(method, name, method.ContainingType.ToDisplayString(Full), $"it.{method.Name}");

    // What the arguments are comes in as parameters of the exact type, so that nothing else is used on the line.
    private static string Method(IMethodSymbol method, string name, string? receiver, string called)
    {
        List<string> parameters = receiver is null ? [] : [$"{receiver} it"];
        List<string> arguments = [];
        foreach (var parameter in method.Parameters)
        {
            string type = Given(parameter.Type) ?? parameter.Type.ToDisplayString(Full);
            if (parameter.RefKind == RefKind.Out)
            {
                arguments.Add("out _");
            }
            else if (Constant(parameter, method) is { } constant)
            {
                arguments.Add(constant);
            }
            else
            {
                parameters.Add($"{(parameter.RefKind == RefKind.Ref ? "ref " : "")}{type} {Escape(parameter)}");
                arguments.Add($"{(parameter.RefKind == RefKind.Ref ? "ref " : "")}{Escape(parameter)}");
            }
        }

        return $"static void {name}({string.Join(", ", parameters)}) {{ {called}({string.Join(", ", arguments)}); }}";
    }

    // Where the argument says the algorithm, a classical one.
    private static string? Given(ITypeSymbol type) => type.Name switch
    {
        "SecurityKey" => "global::Microsoft.IdentityModel.Tokens.RsaSecurityKey",
        "AsymmetricAlgorithm" => "global::System.Security.Cryptography.RSA",
        _ => null,
    };

    private static string? Constant(IParameterSymbol parameter, IMethodSymbol method) => parameter.Type switch
    {
        { SpecialType: SpecialType.System_String } when parameter.Name.Contains("name", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.Contains("alg", StringComparison.OrdinalIgnoreCase) || parameter.Name is "str" => "\"RSA\"",
        { SpecialType: SpecialType.System_String } when parameter.Name.Contains("oid", StringComparison.Ordinal) => "\"1.2.840.10045.3.1.7\"",
        { Name: "DerObjectIdentifier" } when method.ContainingNamespace.Name == "Security" => "global::Org.BouncyCastle.Asn1.Pkcs.PkcsObjectIdentifiers.RsaEncryption",
        { Name: "CngAlgorithm" } when method.ContainingType.Name == "CngKey" => "global::System.Security.Cryptography.CngAlgorithm.Rsa",
        { Name: "CngKeyBlobFormat" } => "global::System.Security.Cryptography.CngKeyBlobFormat.EccPublicBlob",
        _ when method.ContainingType.Name == "CipherSuitesPolicy" => "[global::System.Net.Security.TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]",
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } when method.ContainingType.Name.StartsWith("Aes", StringComparison.Ordinal) => "new byte[16]",
        _ => null,
    };

    private static string? Assignment(IPropertySymbol property, string name)
    {
        string type = property.ContainingType.ToDisplayString(Full);
        if (property.ContainingType.Name == "ConnectionInfo")
            return $"static void {name}({type} it) {{ it.{property.Name}.Clear(); }}";
        if (property.Name == "KeySize")
            return $"static void {name}(global::System.Security.Cryptography.Aes it) {{ it.KeySize = 128; }}";
        return property.SetMethod is null ? null : property.IsStatic
            ? $"static void {name}({property.Type.ToDisplayString(Full)} value) {{ {Member(property)} = value; }}"
            : $"static void {name}({type} it, {property.Type.ToDisplayString(Full)} value) {{ it.{property.Name} = value; }}";
    }

    private static bool IsUsable(IMethodSymbol method) => method.DeclaredAccessibility == Accessibility.Public && method.TypeParameters.Length == 0
        && !method.GetAttributes().Any(static attribute => attribute is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] })
        && method.Parameters.All(static parameter => parameter.Type is not IPointerTypeSymbol);

    // With arguments rather than without: those may say an algorithm.
    private static int Rank(IMethodSymbol constructor) => constructor.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_String) ? 1
        : constructor.Parameters.Length == 0 ? 0 : constructor.Parameters.Any(static parameter => parameter.Type is IArrayTypeSymbol) ? 2 : -constructor.Parameters.Length;

    private static string Escape(IParameterSymbol parameter) => $"@{parameter.Name}";

    private static string Member(ISymbol symbol) => $"{symbol.ContainingType.ToDisplayString(Full)}.{symbol.Name}";

    private static string Unbound(INamedTypeSymbol type) => (type.IsGenericType ? type.ConstructUnboundGenericType() : type).ToDisplayString(Full);
}
