using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Modules;

public class ProfileUseTests
{
    [Fact]
    public void Given_AttributesOnLambdasAndLocalFunctions_When_Generated_Expect_TheirProfiles()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject
        {
            Source = """
                using Microsoft.AspNetCore.Builder;
                using QuantumAttributes;

                const string Local = "local";
                var app = WebApplication.Create();
                app.MapPost("/transfers", [QuantumAuth("payments"), QuantumChannel] (Transfer t) => t.Id);
                app.MapGet("/default", [QuantumAuth] () => 1);
                app.MapGet("/constant", [QuantumAuth(Profiles.Audit)] () => 1);
                app.MapGet("/local", [QuantumAuth(Local, Roles = "teller")] () => 1);
                app.MapGet("/full", [QuantumAttributes.QuantumAuthAttribute(profile: "full")] () => 1);
                app.MapGet("/function", Show);
                app.Map("/nested", branch => branch.Run([QuantumAuth("nested")] (context) => context.Response.StartAsync()));
                new Routes().Map(app);

                [QuantumAuth("function")]
                int Show() => 1;

                record Transfer(int Id);

                static class Profiles
                {
                    public const string Audit = "audit";
                }

                class Routes
                {
                    private const string Own = "own";

                    private readonly System.Func<int> _kept = [QuantumAuth("kept")] () => 1;

                    public void Map(WebApplication app) => app.MapGet("/own", [QuantumAuth(Own)] (int id) => id);
                }
                """,
        }).Text());
    }

    [Fact]
    public void Given_AttributesOnTypesAndMembers_When_Generated_Expect_TheirProfiles()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject
        {
            IsApplication = false,
            Source = """
                using QuantumAttributes;
                using Demand = QuantumAttributes.QuantumAuthAttribute;

                namespace Bank.Web;

                [QuantumAuth, QuantumAuth("members"), QuantumChannel]
                public class ChatHub
                {
                    [QuantumAuth("moderator")] public void Remove(string id, ref int count) { }
                    [QuantumAuth("moderator")] public void Remove(int id) { }
                    [QuantumAuth("moderator")] public void Remove(int id, params string[] more) { }
                    [Demand("aliased")] public void Aliased() { }
                    public int Property { [QuantumAuth("getter")] get; set; }

                    public class Nested<T>
                    {
                        [QuantumAuth("nested")] public void Method<TItem>(TItem item, T other) { }
                    }
                }
                """,
        }).Text());
    }

    [Fact]
    public void Given_RequireQuantumAuth_When_Generated_Expect_ItsConstantProfiles()
    {
        Snapshot.Match(GeneratorRun.Checked(new TestProject
        {
            Source = """
                using Microsoft.AspNetCore.Builder;
                using Microsoft.AspNetCore.Http;
                using Microsoft.AspNetCore.Routing;

                const string Audit = "audit";
                var app = WebApplication.Create();
                app.MapGroup("/admin").RequireQuantumAuth();
                app.MapGroup("/pay").WithTags("money").RequireQuantumAuth("payments").RequireQuantumAuth(profile: Audit);
                var group = app.MapGroup("/group");
                group.RequireQuantumAuth("group");
                QuantumEndpointRouteBuilderExtensions.RequireQuantumAuth(group, "static form");
                group.RequireQuantumAuth(args[0]);
                new Other().RequireQuantumAuth("of another type");

                class Other
                {
                    public void RequireQuantumAuth(string profile) { }
                }
                """,
        }).Text());
    }

    [Fact]
    public void Given_ChannelsOnly_When_Generated_Expect_AModuleWithoutProfiles()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            IsApplication = false,
            Source = "[QuantumAttributes.QuantumChannel] public class Hub { }",
        });

        Assert.Equal(["AppQuantumModule.g.cs"], run.Files);
        Assert.DoesNotContain("new global::QuantumAttributes.QuantumProfileUse(", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AttributesOfTheSameName_When_Generated_Expect_Nothing()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            Source = """
                System.Func<int> f = [QuantumAuth("x")] () => 1;
                [QuantumAuth("y")] void Local() { }
                Local();

                [QuantumAuth("z")]
                class QuantumAuthAttribute(string profile) : System.Attribute { public string Profile => profile; }
                """,
        });

        Assert.Empty(run.Files);
    }

    [Fact]
    public void Given_LinesMovedByComments_When_Generated_Expect_TheSameModule()
    {
        const string Source = """
            System.Func<int> f = [QuantumAttributes.QuantumAuth("x")] () => 1;
            """;

        var here = GeneratorRun.Checked(new TestProject { Source = Source });
        var there = GeneratorRun.Checked(new TestProject { Source = "// one\n// two\n\n" + Source });

        Assert.Contains("Program.<Main>$ lambda", here.Text(), StringComparison.Ordinal);
        Assert.Equal(here.Text(), there.Text());
    }
}
