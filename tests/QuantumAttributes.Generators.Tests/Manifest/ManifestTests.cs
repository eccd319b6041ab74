using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Manifest;

public sealed class ManifestTests
{
    private const string Application = """
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddQuantumAttributes(quantum => quantum.AddProfile("payments", _ => { }).AddProfile(Names.Moderator, _ => { }));
        var app = builder.Build();
        app.MapGet("/", () => "hello");
        app.MapPost("/transfers", [QuantumAuth("payments"), QuantumChannel] (int amount) => amount);
        app.MapPut("accounts/{id}", Handlers.Change).RequireQuantumChannel();
        app.MapMethods("/report", new[] { "post", "GET" }, Local).WithMetadata(new QuantumAuthAttribute(Names.Moderator));

        var admin = app.MapGroup("/admin").RequireQuantumAuth();
        admin.RequireQuantumChannel();
        admin.MapDelete("/users/{id}", (int id) => id).RequireQuantumAuth(args.Length > 0 ? "a" : "b");
        admin.MapGroup("deep").RequireAuthorization("quantum:payments").MapGet("/", () => 1).RequireQuantumChannel();

        string prefix = args[0];
        app.MapGroup(prefix).MapGet("/x", [QuantumAuth] () => 1);
        app.MapGet(prefix, [QuantumAuth] () => 2);
        var late = app.MapGet("/late", () => 3);
        late.RequireQuantumAuth("payments");
        var one = app.MapGroup("/one");
        one = app.MapGroup("/two");
        one.MapGet("/y", [QuantumChannel] () => 4);
        app.UseEndpoints(endpoints => endpoints.MapHub<Plain>("/plain"));
        Extensions.MapOrders(app);
        System.Delegate handler = [QuantumAuth("payments")] () => 6;
        app.MapGet("/variable", handler);
        app.Run();

        [QuantumAuth]
        static string Local() => "";

        static class Names
        {
            public const string Moderator = "moder\"ator\u00e9";
        }

        static class Handlers
        {
            [QuantumAuth("payments")]
            public static int Change(int id) => id;
        }

        static class Extensions
        {
            public static void MapOrders(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/orders", [QuantumAuth] () => 5);
        }

        [QuantumHub("/chat"), QuantumAuth, QuantumChannel]
        partial class Chat : Hub
        {
            [QuantumAuth("moderator")] public Task Remove(string id) => Task.CompletedTask;
        }

        partial class Chat
        {
            public Task Say(string text) => Task.CompletedTask;
        }

        class Plain : Hub { }

        [QuantumAuth("base")]
        public abstract class Base : ControllerBase { }

        public class Accounts : Base
        {
            [QuantumChannel] public int Get(int id) => id;
        }

        [QuantumAgent("documents"), QuantumChannel]
        public sealed class DocumentAgent
        {
            [QuantumCapability("document.sign", Algorithm = SignatureAlgorithmName.MLDsa65, Route = "/agents/sign"), QuantumAuth("payments")]
            public int Sign(int document, CancellationToken token) => document;

            [QuantumCapability("document.count")]
            public int Count(int document) => document;
        }

        namespace QuantumAttributes.NotOurs
        {
            class Other
            {
                public Other MapGet(string a, System.Func<int> b) => this;
                void M() => MapGet("/no", [QuantumAuth] () => 1);
            }
        }
        """;

    [Fact]
    public void Given_Application_When_Built_Expect_EverythingListedInOrder() => Snapshot.Match(Built(Application, hasAspNetCore: true).Manifest + "\n");

    [Fact]
    public void Given_Application_When_OnlyTypedIn_Expect_NoManifestMade()
    {
        var run = GeneratorRun.Checked(new TestProject { Source = Application });

        Assert.DoesNotContain("QuantumManifest.g.cs", run.Files);
    }

    [Fact]
    public void Given_ProjectElsewhere_When_Built_Expect_PathsFromItsDirectory()
    {
        const string Source = "[QuantumAttributes.QuantumAuth] class C { static void Main() { } }";

        Assert.Contains("\"file\": \"../Program.cs\"", Built(Source, "/project/src/").Manifest, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"project/Program.cs\"", Built(Source, "/").Manifest, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"Program.cs\"", Built(Source, "").Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_NothingOfOurs_When_Built_Expect_NoManifest() =>
        Assert.DoesNotContain("QuantumManifest.g.cs", Built("class C { static void Main() { } }").Files);

    [Fact]
    public void Given_LostAttribute_When_BuiltAgain_Expect_ManifestModified()
    {
        const string Before = "[QuantumAttributes.QuantumAuth] class C { static void Main() { } }";
        var project = new TestProject { Source = Before, IsBuilt = true, HasAspNetCore = false };
        var run = GeneratorRun.Checked(project);
        var program = run.Input.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == "Program.cs");

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(program, project.Parse("Program.cs", "class C { static void Main() { } }")));

        Assert.Contains(IncrementalStepRunReason.Modified, again.Reasons(StepNames.Manifest));
        Assert.DoesNotContain("QuantumManifest.g.cs", again.Files);
    }

    private static GeneratorRun Built(string source, string directory = "/project/", bool hasAspNetCore = false) =>
        GeneratorRun.Checked(new TestProject { Source = source, IsBuilt = true, Directory = directory, HasAspNetCore = hasAspNetCore });
}
