using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Hubs;

/// <summary>Hubs that generated code cannot name, and classes that are none of our hubs.</summary>
public class UnregisteredHubTests
{
    [Theory]
    [InlineData("[QuantumHub(\"/h\")] public abstract class H : Hub;")]
    [InlineData("[QuantumHub(\"/h\")] public partial class H : Hub; public abstract partial class H;")]
    [InlineData("[QuantumHub(\"/h\")] public class H<T> : Hub;")]
    [InlineData("[QuantumHub(\"/h\")] public partial class H<T> : Hub<T> where T : class; public partial class H<T>;")]
    [InlineData("public class O<T> { [QuantumHub(\"/h\")] public class H : Hub; }")]
    [InlineData("public class O { [QuantumHub(\"/h\")] private class H : Hub; }")]
    [InlineData("public class O { [QuantumHub(\"/h\")] protected class H : Hub; }")]
    [InlineData("class O { private class P { [QuantumHub(\"/h\")] public class H : Hub; } }")]
    [InlineData("[QuantumHub(\"/h\")] file class H : Hub;")]
    [InlineData("[QuantumHub(\"/h\")] public class H;")]
    [InlineData("[QuantumHub(\"/h\")] public class H : System.IDisposable { public void Dispose() { } }")]
    [InlineData("[QuantumHub(\"/h\")] public class H : Mine.Hub;")]
    [InlineData("[QuantumHub(\"/h\")] public class H : Missing;")]
    [InlineData("[QuantumHub(\"/h\")] public class H : H;")]
    [InlineData("[QuantumHub(\"/h\")] public class A : B; public class B : A;")]
    [InlineData("[QuantumHub(\"/h\")] public class : Hub;")]
    [InlineData("public class H : Hub;")]
    [InlineData("[Authorize(\"x\")] public class H : Hub { [Authorize(Policy = \"y\")] public void M() { } }")]
    [InlineData("[QuantumHub(\"/b\")] public abstract class B : Hub; public class H : B;")]
    [InlineData("public class H : Hub { [QuantumAuth] private void A() { } [QuantumAuth] internal void B() { } }")]
    [InlineData("public class H : Hub { [QuantumAuth] protected void A() { } [QuantumAuth] public static void B() { } }")]
    [InlineData("public class H : Hub { public int P { [QuantumAuth] get; set; } }")]
    public void Given_ClassThatIsNoHubOfOurs_When_Generated_Expect_ItNeitherRegisteredNorMapped(string source)
    {
        string text = Unchecked(source).Text();

        Assert.DoesNotContain("AddQuantumHub<", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MapHub<", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuantumHub(\" \")")]
    [InlineData("QuantumHub(null!)")]
    [InlineData("QuantumHub")]
    [InlineData("QuantumHub(1)")]
    [InlineData("QuantumHub(nope)")]
    [InlineData("QuantumHub(new[] { \"/h\" })")]
    [InlineData("QuantumHub(\"/h\", \"/i\")")]
    [InlineData("QuantumHub(")]
    public void Given_MistakenRoute_When_Generated_Expect_TheHubClosedButNotMapped(string attribute)
    {
        string text = Unchecked($"[QuantumAuth, {attribute}] public class H : Hub;").Text();

        Assert.Contains("AddQuantumHub<global::H>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MapHub<", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuantumAuth(\" \")")]
    [InlineData("QuantumAuth(null!)")]
    [InlineData("QuantumAuth(1)")]
    [InlineData("QuantumAuth(nope)")]
    [InlineData("QuantumAuth(new[] { \"x\" })")]
    [InlineData("QuantumAuth(\"x\", Policy = nope)")]
    [InlineData("QuantumAuth(\"x\", Policy = new[] { \"x\" })")]
    [InlineData("Authorize(null!)")]
    [InlineData("Authorize(1)")]
    [InlineData("Authorize(new[] { \"x\" })")]
    [InlineData("Authorize(Policy = \"\")")]
    [InlineData("Missing(Policy = \"x\")")]
    public void Given_MistakenPolicy_When_Generated_Expect_TheHubWithTheOthers(string attribute)
    {
        string text = Unchecked($$"""
            [QuantumHub("/h")] public class H : Hub { [QuantumAuth("good"), {{attribute}}] public void M() { } }
            """).Text();

        Assert.Equal(1, text.Split("new(\"quantum:").Length - 1);
        Assert.Contains("new(\"quantum:good\", \"H.M()\")", text, StringComparison.Ordinal);
    }

    private static GeneratorRun Unchecked(string source) => GeneratorRun.Unchecked(new TestProject
    {
        IsApplication = false,
        Source = $$"""
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.SignalR;
            using QuantumAttributes;

            {{source}}

            namespace Mine { public class Hub; }
            """,
    });
}
