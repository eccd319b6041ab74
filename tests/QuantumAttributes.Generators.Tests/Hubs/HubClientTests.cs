using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

public class HubClientTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using QuantumAttributes;

        """;

    private const string EveryShape = Usings + """
        namespace Bank.Chat;

        public record Line(int Id, string? Text);

        public interface IListener
        {
            Task Said(Line line, string? by);
            [HubMethodName("removed one")] Task Removed(int id);
            Task Quiet();
            Task Anything(dynamic thing, (int Id, string? Text) pair, List<dynamic?> more);
            Task<bool> Ask(string question, CancellationToken cancellationToken);
        }

        public interface IVoter : IListener
        {
            Task<int?> Vote(IReadOnlyList<Line?> lines);
        }

        public abstract class Room : Hub<IVoter>
        {
            public Task Join(string room) => Task.CompletedTask;
            public virtual Task<int> Count() => Task.FromResult(0);
            public override Task OnConnectedAsync() => base.OnConnectedAsync();
        }

        [QuantumHub("/chat"), QuantumAuth]
        public partial class ChatHub : Room, IDisposable
        {
            public override Task<int> Count() => Task.FromResult(1);
            public void Plain(int @class, string? cancellationToken, string cancellationToken2, int Connection) { }
            public string? Echo(string? text = null) => text;
            public async Task<Line?> Say(string text, CancellationToken token) => await Task.FromResult<Line?>(null);
            public ValueTask Value() => default;
            public ValueTask<int[]> Values(params int[] values) => new(values);
            public IAsyncEnumerable<Line> History(int from, CancellationToken token) => throw new NotSupportedException();
            public Task<ChannelReader<int>> Numbers() => throw new NotSupportedException();
            public Task Upload(IAsyncEnumerable<string> lines, ChannelReader<int> numbers) => Task.CompletedTask;
            public Task Served([FromServices] Random random, ILogger<ChatHub> logger, [FromKeyedServices("k")] object keyed, int id) => Task.CompletedTask;
            [HubMethodName("other name")] public Task Renamed() => Task.CompletedTask;
            [HubMethodName("Join")] public Task Second() => Task.CompletedTask;
            public Task EchoAsync() => Task.CompletedTask;
            public T Generic<T>(T value) => value;
            public void ByReference(ref int value) { }
            public static void Static() { }
            private void Hidden() { }
            public int Property { get; set; }
            protected override void Dispose(bool disposing) { }
            public new void Dispose() { }
            public override string ToString() => "";
        }
        """;

    [Fact]
    public void Given_EveryShapeOfMethod_When_Generated_Expect_ClientThatCallsThem() =>
        Snapshot.Match(Client(GeneratorRun.Checked(Project(EveryShape)), "Bank.Chat.ChatHubClient"));

    [Fact]
    public void Given_OddlyNamedHubs_When_Generated_Expect_TheirClients()
    {
        var run = GeneratorRun.Checked(Project(Usings + """
            class Outer { [QuantumHub("/a")] internal class Chat : Hub { public int Count() => 1; } }

            namespace @event.@class { [QuantumHub("/b")] public class @object : Hub; }
            """) with { Language = LanguageVersion.CSharp12 });

        string text = Client(run, "OuterChatClient");
        Assert.Contains("internal sealed class OuterChatClient", text, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace", text, StringComparison.Ordinal);
        Assert.Contains("public sealed class objectClient", Client(run, "event.class.objectClient"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[QuantumAuth] public class Chat : Hub;")]
    [InlineData("[QuantumHub(\"/a\")] public class Chat;")]
    [InlineData("[QuantumHub(\"/a\")] public class Chat<T> : Hub;")]
    [InlineData("[QuantumHub(\"/a\")] file class Chat : Hub;")]
    [InlineData("class Outer { [QuantumHub(\"/a\")] private class Chat : Hub; }")]
    [InlineData("[QuantumHub(\"/a\")] public class Chat : Hub; public class ChatClient;")]
    public void Given_NoHubToCall_When_Generated_Expect_NoClient(string source) =>
        Assert.DoesNotContain(GeneratorRun.Checked(Project(Usings + source)).Files, static file => file.EndsWith("Client.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Given_NoConnections_When_Generated_Expect_NoClient() =>
        Assert.DoesNotContain("Bank.Chat.ChatHubClient.g.cs", GeneratorRun.Checked(Project(EveryShape) with { HasHubConnections = false }).Files);

    [Fact]
    public void Given_HubOfAnotherAssembly_When_AskedFor_Expect_TheSameClient()
    {
        var server = GeneratorRun.Checked(Project(EveryShape) with { Name = "Server", HasHubConnections = false });
        var here = GeneratorRun.Checked(Project("[assembly: QuantumAttributes.QuantumHubClient(typeof(Bank.Chat.ChatHub))]") with
        {
            References = [TestHost.Reference(server.Output)],
        });

        Assert.Equal(Client(GeneratorRun.Checked(Project(EveryShape)), "Bank.Chat.ChatHubClient"), Client(here, "Bank.Chat.ChatHubClient"));
    }

    [Fact]
    public void Given_HubWhoseAssemblyHasTheClient_When_AskedFor_Expect_NoSecondOne()
    {
        var server = GeneratorRun.Checked(Project(EveryShape) with { Name = "Server" });
        var here = GeneratorRun.Checked(Project("[assembly: QuantumAttributes.QuantumHubClient(typeof(Bank.Chat.ChatHub))]") with
        {
            References = [TestHost.Reference(server.Output)],
        });

        Assert.Empty(here.Files);
    }

    [Fact]
    public void Given_TwoParts_When_Generated_Expect_OneClient()
    {
        var run = GeneratorRun.Checked(Project(Usings + """
            [assembly: QuantumHubClient(typeof(Chat))]
            [QuantumHub("/a")] public partial class Chat : Hub;
            public partial class Chat : Hub;
            """));

        Assert.Single(run.Files, "ChatClient.g.cs");
    }

    [Theory]
    [InlineData("[assembly: QuantumHubClient(typeof(string))]")]
    [InlineData("[assembly: QuantumHubClient(null)]")]
    [InlineData("[assembly: QuantumHubClient()]")]
    [InlineData("[assembly: QuantumHubClient(typeof(Missing))]")]
    [InlineData("[assembly: QuantumHubClient(typeof(Hub<>))]")]
    [InlineData("[assembly: QuantumHubClient(typeof(Chat.Missing))] class Chat : Hub;")]
    public void Given_NothingThatIsAHub_When_AskedFor_Expect_Silence(string source) =>
        Assert.DoesNotContain(GeneratorRun.Unchecked(Project(Usings + source)).Files, static file => file.EndsWith("Client.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Given_AnotherMethod_When_GeneratedAgain_Expect_OnlyTheClientOfItsHubWrittenAgain()
    {
        const string Source = Usings + """
            [QuantumHub("/a")] public class A : Hub { public int Count() => 1; }
            [QuantumHub("/b")] public class B : Hub { public int Count() => 1; }
            """;
        var project = Project(Source);
        var run = GeneratorRun.Checked(project);

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(
            run.Input.SyntaxTrees.First(), project.Parse("Program.cs", Source.Replace("class B : Hub { ", "class B : Hub { public int More() => 1; ", StringComparison.Ordinal))));

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], again.Reasons(StepNames.HubClients));
        Assert.Equal([IncrementalStepRunReason.Cached], again.Reasons(StepNames.Module));
        Assert.Contains("MoreAsync", Client(again, "BClient"), StringComparison.Ordinal);
    }

    private static TestProject Project(string source) => new() { IsApplication = false, HasHubConnections = true, Source = source };

    private static string Client(GeneratorRun run, string name) =>
        Scrub.Locations(run.Result.GeneratedSources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString());
}
