using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Modules;

/// <summary>
/// Mistakes are for the compiler and the analyzers to report. The generator stays silent, and goes on with what it understands.
/// </summary>
public class BadInputTests
{
    [Theory]
    [InlineData("[QuantumAuth(")]
    [InlineData("[QuantumAuth(1)] class C { }")]
    [InlineData("[QuantumAuth(null!)] class C { }")]
    [InlineData("[QuantumAuth(\" \")] class C { }")]
    [InlineData("[QuantumAuth(nope)] class C { }")]
    [InlineData("var f = [QuantumAuth(nope)] () => 1;")]
    [InlineData("var f = [QuantumAuth(1, 2, 3)] () => 1;")]
    [InlineData("var f = [QuantumAuth()] [QuantumAuth(Roles = \"x\")] () => ;")]
    [InlineData("var f = [QuantumAuth(\"x\"")]
    [InlineData("nothing.RequireQuantumAuth(\"x\");")]
    [InlineData("RequireQuantumAuth(")]
    [InlineData("app?.RequireQuantumAuth(a: , )")]
    [InlineData("services.AddQuantumAttributes(")]
    [InlineData("class C { void M() => AddQuantumAttributes(this.); }")]
    [InlineData("[QuantumAgent(\"a\")] class A { [QuantumCapability(\"c\")] public Missing M(Missing m) => m; }")]
    [InlineData("[QuantumAgent] class A { [QuantumCapability] public int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] struct A { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] class A : A { [QuantumCapability(\"c\", Cost = \"x\", Route = 1)] int M(int m) => m; }")]
    public void Given_Mistake_When_Generated_Expect_Silence(string source)
    {
        GeneratorRun.Unchecked(new TestProject { Source = "using QuantumAttributes;\n" + source });
    }

    [Theory]
    [InlineData("[QuantumAgent(\"\")] public class A { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] public class A { [QuantumCapability(\" \")] public int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] public class A { }")]
    [InlineData("[QuantumAgent(\"a\")] public abstract class A { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] public static class A { [QuantumCapability(\"c\")] public static int M(int m) => m; }")]
    [InlineData("[QuantumAgent(\"a\")] public class A<T> { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    [InlineData("class O<T> { [QuantumAgent(\"a\")] public class A { [QuantumCapability(\"c\")] public int M(int m) => m; } }")]
    [InlineData("class O { [QuantumAgent(\"a\")] private class A { [QuantumCapability(\"c\")] public int M(int m) => m; } }")]
    [InlineData("[QuantumAgent(\"a\")] file class A { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    [InlineData("public class A { [QuantumCapability(\"c\")] public int M(int m) => m; }")]
    public void Given_AgentThatCannotBeCalled_When_Generated_Expect_Nothing(string source)
    {
        var project = new TestProject { IsApplication = false, Source = "using QuantumAttributes;\n" + source };

        Assert.Empty(GeneratorRun.Checked(project).Files);
    }

    [Theory]
    [InlineData("public int M() => 1;")]
    [InlineData("public void M(int m) { }")]
    [InlineData("public Task M(int m) => Task.CompletedTask;")]
    [InlineData("public ValueTask M(int m) => default;")]
    [InlineData("public int M(ref int m) => m;")]
    [InlineData("public int M(in int m) => m;")]
    [InlineData("public int M(int m, int n) => m;")]
    [InlineData("public int M(int m, CancellationToken token, int n) => m;")]
    [InlineData("public int M(CancellationToken token) => 1;")]
    [InlineData("public T M<T>(T m) => m;")]
    [InlineData("public int M(ReadOnlySpan<byte> m) => m.Length;")]
    [InlineData("public Span<byte> M(byte[] m) => m;")]
    [InlineData("public unsafe int M(int* m) => *m;")]
    [InlineData("public ref int M(int[] m) => ref m[0];")]
    [InlineData("private int M(int m) => m;")]
    [InlineData("protected int M(int m) => m;")]
    [InlineData("internal int M(Hidden m) => 1;")]
    [InlineData("internal Task<Hidden[]> M(int m) => null!;")]
    public void Given_CapabilityThatCannotBeCalled_When_Generated_Expect_OnlyTheOthers(string method)
    {
        var run = GeneratorRun.Unchecked(new TestProject
        {
            IsApplication = false,
            Source = $$"""
                using System;
                using System.Threading;
                using System.Threading.Tasks;
                using QuantumAttributes;

                [QuantumAgent("a")]
                public class A
                {
                    [QuantumCapability("good")] public int Good(int m) => m;
                    [QuantumCapability("bad")] {{method}}

                    private class Hidden { }
                }
                """,
        });

        Assert.Contains("\"good\"", run.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"bad\"", run.Text(), StringComparison.Ordinal);
    }
}
