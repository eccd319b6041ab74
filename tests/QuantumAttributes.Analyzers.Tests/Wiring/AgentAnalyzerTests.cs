using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Wiring;
using QuantumAttributes.CodeFixes.Wiring;

namespace QuantumAttributes.Analyzers.Tests.Wiring;

public sealed class AgentAnalyzerTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using QuantumAttributes;

        """;

    [Theory]
    [InlineData("public int {|QA3006:M|}() => 1;")]
    [InlineData("public int {|QA3006:M|}(CancellationToken token) => 1;")]
    [InlineData("public int {|QA3006:M|}(int a, int b) => 1;")]
    [InlineData("public int {|QA3006:M|}(int a, CancellationToken token, int b) => 1;")]
    [InlineData("public int {|QA3006:M|}(ref int a) => 1;")]
    [InlineData("public void {|QA3006:M|}(int a) { }")]
    [InlineData("public Task {|QA3006:M|}(int a) => Task.CompletedTask;")]
    [InlineData("public ValueTask {|QA3006:M|}(int a) => default;")]
    [InlineData("public T {|QA3006:M|}<T>(T a) => a;")]
    [InlineData("private int {|QA3006:M|}(int a) => a;")]
    [InlineData("protected int {|QA3006:M|}(int a) => a;")]
    [InlineData("public int {|QA3006:M|}(Span<byte> a) => 1;")]
    [InlineData("public Span<byte> {|QA3006:M|}(int a) => default;")]
    [InlineData("public ref int {|QA3006:M|}(int[] a) => ref a[0];")]
    public Task Given_ShapeThatCannotBeCalled_When_Analyzed_Expect_ItsNameReported(string method) => VerifyAsync("\"c\"", method);

    [Fact]
    public Task Given_CapabilityWithoutName_When_Analyzed_Expect_ItReported() => VerifyAsync("\" \"", "public int {|QA3006:M|}(int a) => a;");

    [Theory]
    [InlineData("public int M(int a) => a;")]
    [InlineData("internal static ValueTask<int> M(int a, CancellationToken token) => new(a);")]
    [InlineData("protected internal Task<int[]> M(List<string> a) => null!;")]
    [InlineData("public IAsyncEnumerable<int> M(int a, CancellationToken token) => null!;")]
    [InlineData("public virtual Shown M(Shown a) => a;")]
    public Task Given_ShapeThatCanBeCalled_When_Analyzed_Expect_Nothing(string method) => VerifyAsync("\"c\"", method);

    [Theory]
    [InlineData("[QuantumAgent(\"a\")] public static class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public static int M(int a) => a; }")]
    [InlineData("[QuantumAgent(\"a\")] public abstract class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public int M(int a) => a; }")]
    [InlineData("[QuantumAgent(\"a\")] public class {|QA3007:Agent|}<T> { [QuantumCapability(\"c\")] public int M(int a) => a; }")]
    [InlineData("class Outer<T> { [QuantumAgent(\"a\")] public class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public int M(int a) => a; } }")]
    [InlineData("[QuantumAgent(\"a\")] file class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public int M(int a) => a; }")]
    [InlineData("class Outer { [QuantumAgent(\"a\")] private class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public int M(int a) => a; } }")]
    [InlineData("[QuantumAgent(\"\")] class {|QA3007:Agent|} { [QuantumCapability(\"c\")] public int M(int a) => a; }")]
    [InlineData("[QuantumAgent(\"a\")] class {|QA3007:Agent|} { public int M(int a) => a; }")]
    public Task Given_AgentThatCannotBe_When_Analyzed_Expect_ItsNameReported(string type) => AnalyzerTest.VerifyAsync<AgentAnalyzer>(Usings + type);

    [Theory]
    [InlineData("public partial class Outer { [QuantumAgent(\"a\")] internal sealed class Agent { [QuantumCapability(\"c\")] public int M(int a) => a; } }")]
    [InlineData("public abstract class Base { [QuantumCapability(\"c\")] public int M(int a) => a; } "
        + "[QuantumAgent(\"a\")] public class Agent : Base { }")]
    [InlineData("public abstract class Unmarked<T> { }")]
    public Task Given_AgentThatCanBe_When_Analyzed_Expect_Nothing(string types) => AnalyzerTest.VerifyAsync<AgentAnalyzer>(Usings + types);

    [Theory]
    [InlineData("private int {|QA3006:M|}(int a) => a;", "internal int M(int a) => a;")]
    [InlineData("private protected static int {|QA3006:M|}(int a) => a;", "internal static int M(int a) => a;")]
    [InlineData("int {|QA3006:M|}(int a) => a;", "internal int M(int a) => a;")]
    public Task Given_InaccessibleCapability_When_Fixed_Expect_ItInternal(string method, string corrected) =>
        CodeFixTest.VerifyAsync<AgentAnalyzer, InaccessibleCapabilityFix>(Source("\"c\"", method), Source("\"c\"", corrected));

    private static Task VerifyAsync(string name, string method) => AnalyzerTest.VerifyAsync<AgentAnalyzer>(Source(name, method));

    private static string Source(string name, string method) => Usings + $$"""
        public sealed record Shown(int X);

        [QuantumAgent("a")]
        public class Agent
        {
            [QuantumCapability("sound")]
            public int Sound(int a) => a;

            [QuantumCapability({{name}})]
            {{method}}
        }
        """;

    [Theory]
    [InlineData("public abstract class Base { [QuantumCapability(\"c\")] public virtual int M(int a) => a; } "
        + "[QuantumAgent(\"a\")] public class {|QA3007:Agent|} : Base { public override int M(int a) => a; }")]
    [InlineData("public abstract class Base<T> { [QuantumCapability(\"c\")] private int {|QA3006:M|}(T a) => 1; } "
        + "[QuantumAgent(\"a\")] public class Agent : Base<int> { }")]
    [InlineData("public abstract class Base<T> { [QuantumCapability(\"c\")] public int {|QA3006:M|}(T a, int b) => 1; }")]
    [InlineData("public abstract class Base<T> { [QuantumCapability(\"c\")] public void {|QA3006:M|}(T a) { } }")]
    public Task Given_WhatAnAgentInherits_When_Analyzed_Expect_WhatTheGeneratorPassesOver(string types) => AnalyzerTest.VerifyAsync<AgentAnalyzer>(Usings + types);

    [Theory]
    [InlineData("public abstract class Base<T> { [QuantumCapability(\"c\")] public ValueTask<T> M(List<T> a) => default; } "
        + "[QuantumAgent(\"a\")] public class Agent : Base<int> { }")]
    [InlineData("public abstract class Base<T> { [QuantumCapability(\"c\")] public T[] M(T a) => null!; }")]
    public Task Given_SoundCapabilityOfAGenericBase_When_Analyzed_Expect_Nothing(string types) => AnalyzerTest.VerifyAsync<AgentAnalyzer>(Usings + types);

    // What making it internal would not help, or would break.
    [Theory]
    [InlineData("private void {|QA3006:M|}(int a) { }")]
    [InlineData("void System.IDisposable.{|QA3006:Dispose|}() { }", ": IDisposable")]
    [InlineData("protected virtual int {|QA3006:M|}(int a) => a;")]
    public Task Given_CapabilityThatIsWrongOtherwise_When_Fixed_Expect_NoFix(string method, string bases = "")
    {
        string source = Source("\"c\"", method).Replace("class Agent", "class Agent" + bases, StringComparison.Ordinal);
        return CodeFixTest.VerifyAsync<AgentAnalyzer, InaccessibleCapabilityFix>(source, source);
    }
}
