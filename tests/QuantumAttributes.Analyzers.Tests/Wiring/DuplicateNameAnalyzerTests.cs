using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class DuplicateNameAnalyzerTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.SignalR;
        using QuantumAttributes;

        """;

    [Fact]
    public Task Given_CapabilityTwice_When_Analyzed_Expect_TheSecondReported() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        [QuantumAgent("a")]
        class A
        {
            [QuantumCapability("c")] public int One(int x) => x;
            [{|QA3003:QuantumCapability("c")|}] public int Two(int x) => x;
            [QuantumCapability("C")] public int Three(int x) => x;
        }

        [QuantumAgent("b")]
        class B
        {
            [{|QA3003:QuantumCapability("c")|}] public int Four(int x) => x;
        }

        class NoAgent
        {
            [QuantumCapability("c")] public int Five(int x) => x;
        }
        """);

    [Fact]
    public Task Given_InheritedCapability_When_Analyzed_Expect_TheSecondAgentReported() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        abstract class Base
        {
            [QuantumCapability("c")] public int One(int x) => x;
        }

        [QuantumAgent("a")] class A : Base { }
        [QuantumAgent("b")] class {|QA3003:B|} : Base { }
        """);

    [Fact]
    public Task Given_AgentTwice_When_Analyzed_Expect_TheSecondReported() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        [QuantumAgent("a")] class A { [QuantumCapability("c")] public int M(int x) => x; }
        [{|QA3004:QuantumAgent("a")|}] class B { [QuantumCapability("d")] public int M(int x) => x; }
        [QuantumAgent("A")] class C { [QuantumCapability("e")] public int M(int x) => x; }
        """);

    [Fact]
    public Task Given_RouteTwice_When_Analyzed_Expect_TheSecondReported() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        [QuantumHub("/chat")] class One : Hub { }
        [{|QA3005:QuantumHub("Chat/")|}] class Two : Hub { }
        [QuantumHub("/chat/deep")] class Three : Hub { }
        [QuantumAgent("a")] class A { [{|QA3005:QuantumCapability("c", Route = "/chat")|}] public int M(int x) => x; }

        static class Routes
        {
            public static void Map(WebApplication app)
            {
                app.{|QA3005:MapHub<One>|}("/chat");
                app.MapHub<One>("/other");
                app.MapGroup("/group").MapHub<One>("/chat");
            }
        }
        """);

    [Fact]
    public Task Given_RouteMappedByHandTwice_When_Analyzed_Expect_Nothing() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        class Chat : Hub { }
        class Demonstration : Hub { }

        static class Routes
        {
            public static void Map(WebApplication app, bool isDemonstration)
            {
                if (isDemonstration)
                    app.MapHub<Demonstration>("/chat");
                else
                    app.MapHub<Chat>("/chat");
            }

            public static void MapAnother(WebApplication app) => app.MapHub<Chat>("/chat");
        }
        """);

    [Fact]
    public Task Given_MappingAboveTheHub_When_Analyzed_Expect_TheMappingReported() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        static class Routes
        {
            public static void Map(WebApplication app) => app.{|QA3005:MapHub<Chat>|}("/chat");
        }

        [QuantumHub("/chat")] class Chat : Hub { }
        """);

    [Fact]
    public Task Given_OverrideThatRepeatsTheAttribute_When_Analyzed_Expect_Nothing() => AnalyzerTest.VerifyAsync<DuplicateNameAnalyzer>(Usings + """
        abstract class Base
        {
            [QuantumCapability("c", Route = "/c")] public virtual int One(int x) => x;
        }

        [QuantumAgent("a")]
        class A : Base
        {
            [QuantumCapability("c", Route = "/c")] public override int One(int x) => -x;
        }
        """);
}
