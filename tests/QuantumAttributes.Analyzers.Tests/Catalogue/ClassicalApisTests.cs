using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Tests.Catalogue;

/// <summary>The table that the build made of the catalogue, against the libraries that it names.</summary>
public class ClassicalApisTests
{
    // Its assembly is not served where this project is built: those names come from the library's public API listing.
    private const string NotServed = "Azure.Security.KeyVault.Keys";

    [Fact]
    public void Given_TheCatalogue_When_Compiled_Expect_EveryEntryOnce()
    {
        Assert.Equal(1212, ClassicalApis.All.Count);
        Assert.Equal(1212, ClassicalApis.All.Select(static api => api.Id).Distinct().Count());
        Assert.Equal(45, ClassicalApis.All.Count(static api => api.Assembly == NotServed));
        Assert.Equal(
            ["constructor 17", "field 621", "member 42", "method 193", "property 78", "type 261"],
            ClassicalApis.All.CountBy(static api => api.Kind).Select(static kind => $"{kind.Key} {kind.Value}").Order());
        Assert.Equal(
            [
                "Assignment 15", "Base 5", "Call 125", "CallOnUnseen 19", "CipherSuite 209", "ClassicalArgument 22", "Creation 232", "Group 20",
                "KeySize 9", "Mention 8", "Name 34", "Protocol 2", "StaticUse 17", "Value 495",
            ],
            ClassicalApis.All.CountBy(static api => api.Match).Select(static match => $"{match.Key} {match.Value}").Order());
        Assert.All(ClassicalApis.All, static api => Assert.Matches("^[siwe]{3}$", api.Severities));
    }

    [Fact]
    public void Given_TheLibraries_When_LookedUp_Expect_EveryEntryInItsAssembly()
    {
        var symbols = new ClassicalSymbols(ClassicalLibraries.Compilation);

        Assert.Empty(ClassicalApis.All.Where(static api => api.Assembly != NotServed).Except(symbols.All.Select(static found => found.Api)).Select(static api => api.Id));
        Assert.All(symbols.All, static found => Assert.Equal(
            $"{found.Api.Type} {found.Api.Member}".TrimEnd(), NameOf(found.Symbol)));
    }

    [Fact]
    public void Given_TheLibraries_When_LookedUp_Expect_EveryOverloadThatIsNamed()
    {
        var found = new ClassicalSymbols(ClassicalLibraries.Compilation).All.CountBy(static found => found.Api.Id).ToDictionary();

        Assert.All(
            ClassicalApis.All.Where(static api => api.Overloads.Count > 0 && api.Assembly != NotServed),
            api => Assert.True(found[api.Id] >= api.Overloads.Count, $"{api.Id}: {found[api.Id]} of {api.Overloads.Count}"));
    }

    [Fact]
    public void Given_TypeOfTheProjectsOwnWithTheSameName_When_LookedUp_Expect_Nothing()
    {
        var compilation = CSharpCompilation.Create(
            "Own", [CSharpSyntaxTree.ParseText("namespace System.Security.Cryptography { public class RSA { public static RSA Create() => null; } }")]);

        Assert.Empty(new ClassicalSymbols(compilation).All);
    }

    private static string NameOf(ISymbol symbol) => symbol is INamedTypeSymbol type ? MetadataName(type) : $"{MetadataName(symbol.ContainingType)} {symbol.Name}";

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{MetadataName(outer)}+{type.MetadataName}"
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
}
