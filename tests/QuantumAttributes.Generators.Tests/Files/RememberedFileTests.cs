using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Modules;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Files;

/// <summary>What files said is remembered. It must not be remembered longer than it is true.</summary>
public class RememberedFileTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes.Agents;

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddQuantumAttributes();
        var app = builder.Build();
        app.MapGet("/", [QuantumAuth(Names.Lambda)] () => 1).RequireQuantumAuth(Names.Required);

        [QuantumHub(Names.Route)]
        public partial class ChatHub : HubBase
        {
            [QuantumAuth("count")] public int Count(Request request) => 1;
        }

        [QuantumAgent(Names.Agent)]
        public partial class Agent : AgentBase
        {
            [QuantumCapability("a.answer", Route = "/answer")] public Answer Answered(Request request) => new();
        }

        [QuantumHub("/typed")] public class TypedHub : Hub<IListener>;

        [Own("own")] public class OwnHub : Hub;

        [Renamed("renamed")] public class RenamedHub : Hub;
        """;

    private const string Others = """
        global using Renamed = QuantumAttributes.QuantumAuthAttribute;

        public static class Names
        {
            public const string Lambda = "lambda", Required = "required", Route = "/chat", Agent = "agent";
        }

        public class HubBase : Microsoft.AspNetCore.SignalR.Hub { public int Base() => 1; }
        public class AgentBase { public int Asked(Request request) => 1; }
        public class Request { public class Inner { } }
        public class Answer { }
        public class Other { }
        public interface ISpeaker { System.Threading.Tasks.Task Said(); }
        public interface IListener : ISpeaker;
        public class OwnAttribute(string policy) : Microsoft.AspNetCore.Authorization.AuthorizeAttribute(policy) { }
        """;

    [Theory]
    [InlineData("Lambda = \"lambda\"", "Lambda = \"edited\"")]
    [InlineData("Required = \"required\"", "Required = \"edited\"")]
    [InlineData("Route = \"/chat\"", "Route = \"/edited\"")]
    [InlineData("Agent = \"agent\"", "Agent = \"edited\"")]
    [InlineData("const string Lambda", "static readonly string Lambda")]
    [InlineData("public int Base()", "[QuantumAttributes.QuantumAuth(\"edited\")] public int Base()")]
    [InlineData("public class HubBase", "[QuantumAttributes.QuantumAuth(\"edited\")] public class HubBase")]
    [InlineData("public class HubBase : Microsoft.AspNetCore.SignalR.Hub", "public class HubBase")]
    [InlineData("public int Asked(", "[QuantumAttributes.QuantumCapability(\"edited\")] public int Asked(")]
    [InlineData("public class AgentBase", "[QuantumAttributes.QuantumChannel] public class AgentBase")]
    [InlineData("public class Request {", "class Request {")]
    [InlineData("public class Request {", "namespace Edited { public class Request; } public class Moved {")]
    [InlineData("public class Answer { }", "public class Answer<T> { }")]
    [InlineData("public class Answer { }", "public ref struct Answer { }")]
    [InlineData("public class OwnAttribute", "[QuantumAttributes.QuantumAgent(\"edited\")] partial class ChatHub { [QuantumAttributes.QuantumCapability(\"edited\")] public int Edited(Request request) => 1; } public class OwnAttribute")]
    [InlineData("AuthorizeAttribute(policy)", "AuthorizeAttribute(policy), QuantumAttributes.IQuantumChannelMetadata")]
    [InlineData("Task Said()", "Task Said(string line)")]
    [InlineData("global using Renamed = QuantumAttributes.QuantumAuthAttribute;", "global using Renamed = QuantumAttributes.QuantumAgentAttribute;")]
    [InlineData("public class Other", "public class QuantumAuthAttribute(string profile) : System.Attribute; public class Other")]
    [InlineData("public class Other", "static class Mine { public static T RequireQuantumAuth<T>(this T builder, string profile) => builder; } public class Other")]
    public void Given_EditOfAnotherFile_When_GeneratedAgain_Expect_WhatAFreshRunWrites(string before, string after)
    {
        var project = new TestProject { Source = Program, Unrelated = Others, HasHubConnections = true };
        var run = GeneratorRun.Of(project);
        string edited = Others.Replace(before, after, StringComparison.Ordinal);
        var others = run.Input.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == TestProject.UnrelatedFile);

        var again = run.RunAgain(run.Input.ReplaceSyntaxTree(others, project.Parse(TestProject.UnrelatedFile, edited)));

        string fresh = GeneratorRun.Of(project with { Unrelated = edited }).Text();
        Assert.Equal(fresh, again.Text());
        Assert.NotEqual(run.Text(), fresh);
    }

    [Fact]
    public void Given_AnotherLanguageVersion_When_ReadAgain_Expect_WhatItCanDo()
    {
        var compilation = new TestProject { Source = "" }.Compile();
        var older = compilation.RemoveAllSyntaxTrees()
            .AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => new TestProject { Source = "", Language = LanguageVersion.CSharp13 }.Parse(tree.FilePath, $"{tree}")));

        Assert.True(AssemblyParser.Parse(compilation, CancellationToken.None).HasExtensionMembers);
        Assert.False(AssemblyParser.Parse(older, CancellationToken.None).HasExtensionMembers);
    }
}
