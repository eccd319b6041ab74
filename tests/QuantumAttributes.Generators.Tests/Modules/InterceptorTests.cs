using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Modules;

public class InterceptorTests
{
    [Fact]
    public void Given_TwoCalls_When_Generated_Expect_OneMethodForBoth()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject
        {
            Source = """
                using Microsoft.Extensions.DependencyInjection;

                var services = new ServiceCollection();
                services.AddQuantumAttributes().AddLogging();
                QuantumAttributesServiceCollectionExtensions.AddQuantumAttributes(services, options => { });
                """,
        }).Text());
    }

    [Fact]
    public void Given_ReferencesWithModules_When_Generated_Expect_TransitiveOnesTooSortedByAssembly()
    {
        var core = Library("Bank.Core", "[QuantumAttributes.QuantumAuth(\"core\")] public class Core { }");
        var web = Library("Bank.Api", "[QuantumAttributes.QuantumAuth(\"api\")] public class Api : Core { }", core);
        var plain = Library("Bank.Plain", "public class Plain : Api { }", core, web);

        Snapshot.Match(GeneratorRun.Checked(new TestProject
        {
            Name = "Bank.App",
            References = [plain, core, web],
            Source = """
                using Microsoft.Extensions.DependencyInjection;

                new ServiceCollection().AddQuantumAttributes();
                """,
        }).Text());
    }

    [Fact]
    public void Given_CallInALibrary_When_Generated_Expect_ModuleWithoutInterceptor()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            IsApplication = false,
            Source = """
                using Microsoft.Extensions.DependencyInjection;

                public static class Setup
                {
                    public static void Run(IServiceCollection services) => services.AddQuantumAttributes();
                }
                """,
        });

        Assert.Equal(["AppQuantumModule.g.cs"], run.Files);
    }

    [Fact]
    public void Given_MethodOfTheSameName_When_Generated_Expect_Nothing()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            Source = """
                using Microsoft.Extensions.DependencyInjection;

                Mine.AddQuantumAttributes(new ServiceCollection());

                static class Mine
                {
                    public static IServiceCollection AddQuantumAttributes(IServiceCollection services) => services;
                }
                """,
        });

        Assert.Empty(run.Files);
    }

    [Fact]
    public void Given_CallWithModules_When_Generated_Expect_ItUntouched()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            Source = """
                using Microsoft.Extensions.DependencyInjection;

                new ServiceCollection().AddQuantumAttributes(null, []);
                """,
        });

        Assert.Empty(run.Files);
    }

    [Fact]
    public void Given_App_When_Run_Expect_EveryModuleRegistered()
    {
        var library = Library("Bank.Core", "[QuantumAttributes.QuantumAuth(\"core\")] public class Core { }");
        var run = GeneratorRun.Checked(new TestProject
        {
            Name = "Bank.App",
            References = [library],
            Source = """
                using System.Linq;
                using Microsoft.Extensions.DependencyInjection;
                using QuantumAttributes;

                int configured = 0;
                var services = new ServiceCollection().AddQuantumAttributes(options => configured++);
                QuantumAttributesServiceCollectionExtensions.AddQuantumAttributes(services, null);
                var names = services.BuildServiceProvider().GetServices<IQuantumModule>().Select(module => module.Name);
                System.AppContext.SetData("Bank.App modules", string.Join(" ", names.Append(configured.ToString())));
                """,
        });

        TestHost.Run(run.Output, library.Compilation);

        Assert.Equal("Bank.Core Bank.App Bank.Core Bank.App 1", AppContext.GetData("Bank.App modules"));
    }

    [Fact]
    public void Given_CommentAboveTheCall_When_GeneratedAgain_Expect_OnlyTheInterceptorWrittenAgain()
    {
        var project = new TestProject { Source = ModuleTests.MinimalApp };
        var run = GeneratorRun.Checked(project);
        var program = run.Input.SyntaxTrees.First();

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(program, project.Parse("Program.cs", "// A comment.\n" + program)));

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Interceptor));
        Assert.Equal(IncrementalStepRunReason.Modified, again.Reasons(StepNames.Registrations).Single());
        Assert.Equal([IncrementalStepRunReason.Cached], again.Reasons(StepNames.Module));
        Assert.Equal(1, again.SourceReasons().Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void Given_AnotherProfile_When_GeneratedAgain_Expect_OnlyTheModuleWrittenAgain()
    {
        const string Library = "[QuantumAttributes.QuantumAuth(\"one\")] public class C { }";
        var project = new TestProject { IsApplication = false, Source = Library };
        var run = GeneratorRun.Checked(project);

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(
            run.Input.SyntaxTrees.First(), project.Parse("Program.cs", Library.Replace("one", "two", StringComparison.Ordinal))));

        Assert.Equal([IncrementalStepRunReason.Modified], again.Reasons(StepNames.Module));
        Assert.Contains("\"two\"", again.Text(), StringComparison.Ordinal);
    }

    private static CompilationReference Library(string name, string source, params MetadataReference[] references) =>
        GeneratorRun.Checked(new TestProject
        {
            Name = name,
            IsApplication = false,
            HasAspNetCore = false,
            Source = source,
            References = references,
        }).Output.ToMetadataReference();
}
