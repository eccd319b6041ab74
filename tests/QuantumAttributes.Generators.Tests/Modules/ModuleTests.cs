using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Modules;

public class ModuleTests
{
    [Fact]
    public void Given_MinimalApp_When_Generated_Expect_ModuleAndInterceptor()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject { Source = MinimalApp }).Text());
    }

    [Fact]
    public void Given_Language12_When_Generated_Expect_CodeThatCompiles()
    {
        var old = GeneratorRun.Checked(new TestProject { Source = MinimalApp, Language = LanguageVersion.CSharp12 });

        Assert.Equal(GeneratorRun.Checked(new TestProject { Source = MinimalApp }).Text(), old.Text());
    }

    [Fact]
    public void Given_NothingOfOurs_When_Generated_Expect_Nothing()
    {
        Assert.Empty(GeneratorRun.Checked(new TestProject { Source = "System.Console.WriteLine();" }).Files);
    }

    [Fact]
    public void Given_StrangeAssemblyName_When_Generated_Expect_CodeThatCompiles()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject { Name = "1My-App.Core", Source = MinimalApp }).Text());
    }

    [Theory]
    [InlineData("Bank", "Bank")]
    [InlineData("Bank.Core", "Bank_Core")]
    [InlineData("Bänk.コア", "Bänk_コア")]
    public void Given_OrdinaryAssemblyName_When_MadeAnIdentifier_Expect_TheName(string assembly, string identifier)
    {
        Assert.Equal(identifier, Identifiers.OfAssembly(assembly));
    }

    [Fact]
    public void Given_SimilarAssemblyNames_When_MadeIdentifiers_Expect_DifferentOnes()
    {
        string[] names =
        [
            "A.B", "A_B", "A-B", "A B", "A..B", ".A.B", "A.B.", "_A_B", "1A.B", "class", "A.class", "A", "a", "",
            "A+B", "A.1", "A_1",
        ];

        var identifiers = names.Select(Identifiers.OfAssembly).ToList();

        Assert.Equal(names.Length, identifiers.Distinct(StringComparer.Ordinal).Count());
        Assert.All(identifiers, name => Assert.True(SyntaxFacts.IsValidIdentifier(name + "QuantumModule"), name));
    }

    internal const string MinimalApp = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;

        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddQuantumAttributes(quantum => quantum.Origins.Add("https://bank.example"));
        var app = builder.Build();
        app.Run();
        """;
}
