using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

public class HubTests
{
    private const string Bank = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;

        namespace Bank;

        [QuantumHub("/chat"), QuantumAuth, QuantumChannel]
        public sealed class ChatHub : Hub
        {
            public void Say(string text) { }
            [QuantumAuth("moderator")] public void Remove(string id) { }
            [Authorize("archive")] public void Archive(string id, int[] pages) { }
        }

        [QuantumHub("/feed/{topic}")]
        public class FeedHub : Hub;

        [QuantumChannel]
        internal class QuietHub : Hub;
        """;

    [Fact]
    public void Given_HubsInAWebProject_When_Generated_Expect_ThemRegisteredAndMapped()
    {
        Snapshot.Match(GeneratorRun.Checked(Library(Bank)).Text());
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    public void Given_TheRealPackage_When_Compiled_Expect_CodeThatBindsToIt(LanguageVersion language)
    {
        var run = GeneratorRun.Checked(Library(Bank) with
        {
            Language = language,
            HasAspNetCore = false,
            References = [MetadataReference.CreateFromFile(typeof(QuantumPolicyUse).Assembly.Location)],
        });

        Assert.Equal(GeneratorRun.Checked(Library(Bank)).Text(), run.Text());
    }

    [Fact]
    public void Given_HubsOnly_When_Generated_Expect_AModuleWithEndpoints()
    {
        var run = GeneratorRun.Checked(Library("""
            [QuantumAttributes.QuantumHub("/h")]
            public class H : Microsoft.AspNetCore.SignalR.Hub;
            """));

        Assert.Equal(["AppQuantumModule.g.cs", "AppQuantumModule.Hubs.g.cs", "AppQuantumModule.Endpoints.g.cs"], run.Files);
    }

    [Fact]
    public void Given_HubWithoutRoute_When_Generated_Expect_AModuleWithoutEndpoints()
    {
        var run = GeneratorRun.Checked(Library("""
            [QuantumAttributes.QuantumAuth]
            public class H : Microsoft.AspNetCore.SignalR.Hub;
            """));

        Assert.Equal(["AppQuantumModule.g.cs", "AppQuantumModule.Profiles.g.cs", "AppQuantumModule.Hubs.g.cs"], run.Files);
        Assert.Contains("AddQuantumHub<global::H>", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_HubAndCapabilityRoutes_When_Generated_Expect_BothMapped()
    {
        var run = GeneratorRun.Checked(Library("""
            using QuantumAttributes;

            [QuantumHub("/h")]
            public class H : Microsoft.AspNetCore.SignalR.Hub;

            [QuantumAgent("a")]
            public class A { [QuantumCapability("a.b", Route = "/b")] public int B(int x) => x; }
            """));

        Assert.Contains("MapQuantumCapability<int, int>(endpoints, \"/b\", \"a.b\");", run.Text(), StringComparison.Ordinal);
        Assert.Contains("MapHub<global::H>(endpoints, \"/h\");", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_HubsWithoutAspNetCore_When_Generated_Expect_NothingOfHubs()
    {
        var run = GeneratorRun.Checked(Library(Bank) with { HasAspNetCore = false });

        Assert.Equal(["AppQuantumModule.g.cs", "AppQuantumModule.Profiles.g.cs"], run.Files);
        Assert.DoesNotContain("Hub<", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_RouteOfQuotesAndBackslashes_When_Generated_Expect_ItEscaped()
    {
        var run = GeneratorRun.Checked(Library("""
            [QuantumAttributes.QuantumHub("/{id:regex(^\\d+\"$)}")]
            public class @class : Microsoft.AspNetCore.SignalR.Hub;
            """));

        Assert.Contains(
            """MapHub<global::@class>(endpoints, "/{id:regex(^\\d+\"$)}");""", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ObsoleteHub_When_Generated_Expect_NoFurtherWarnings()
    {
        var run = GeneratorRun.Checked(Library("""
            [QuantumAttributes.QuantumHub("/old"), System.Obsolete("no more")]
            public class Old : Microsoft.AspNetCore.SignalR.Hub;
            """));

        Assert.Contains("AddQuantumHub<global::Old>", run.Text(), StringComparison.Ordinal);
    }

    private static TestProject Library(string source) => new() { IsApplication = false, Source = source };
}
