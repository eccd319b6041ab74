using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;
using QuantumAttributes.CodeFixes.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class IneffectiveAttributeAnalyzerTests
{
    private const string Usings = "using System.Threading.Tasks;\nusing Microsoft.AspNetCore.SignalR;\nusing QuantumAttributes;\n";

    [Theory]
    [InlineData("class Chat : Hub { [[|QuantumChannel|]] public void Say() { } }")]
    [InlineData("class Chat : Hub<IClient> { [[|QuantumChannel|]] public void Say() { } } public interface IClient;")]
    [InlineData("class Chat : Hub { [[|QuantumAuth|]] public override Task OnConnectedAsync() => Task.CompletedTask; }")]
    [InlineData("class Chat : Hub { [[|QuantumAuth(\"a\")|], [|QuantumChannel|]] void Say() { } }")]
    [InlineData("class Chat : Hub { [[|QuantumAuth|]] public static void Say() { } }")]
    [InlineData("class Signer { [[|QuantumCapability(\"a\")|]] public string Sign(string text) => text; }")]
    public Task Given_AttributeThatNothingLooksAt_When_Analyzed_Expect_Reported(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[QuantumChannel] class Chat : Hub { [QuantumAuth] public void Say() { } void Not() { } }")]
    [InlineData("class Handlers { [QuantumAuth, QuantumChannel] static void Pay() { } }")]
    [InlineData("class Chat : Hub { [QuantumAuth] public void OnConnectedAsync(int more) { } }")]
    [InlineData("[QuantumAgent(\"signer\")] class Signer { [QuantumCapability(\"a\")] public string Sign(string text) => text; }")]
    [InlineData("abstract class Base { [QuantumCapability(\"a\")] public string Sign(string text) => text; }")]
    public Task Given_AttributeThatCounts_When_Analyzed_Expect_Nothing(string source) => VerifyAsync(source);

    [Fact]
    public Task Given_AttributesOnHubMethods_When_Fixed_Expect_ThemGone() =>
        CodeFixTest.VerifyAsync<IneffectiveAttributeAnalyzer, NeedlessAttributeFix>(
        Usings + "class Chat : Hub\n{\n    [[|QuantumChannel|]]\n    public void Say() { }\n\n    [[|QuantumAuth|]] void Not() { }\n}\n",
        Usings + "class Chat : Hub\n{\n    public void Say() { }\n\n    void Not() { }\n}\n");

    [Fact]
    public Task Given_CapabilityWithoutAgent_When_Fixed_Expect_NoChange()
    {
        const string Source = Usings + "class Signer { [[|QuantumCapability(\"a\")|]] public string Sign(string text) => text; }";
        return CodeFixTest.VerifyAsync<IneffectiveAttributeAnalyzer, NeedlessAttributeFix>(Source, Source);
    }

    private static Task VerifyAsync(string source) => AnalyzerTest.VerifyAsync<IneffectiveAttributeAnalyzer>(Usings + source);
}
