using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Generators.Tests.Agents;

public class AgentTests
{
    private const string Documents = """
        using System.Threading;
        using System.Threading.Tasks;
        using QuantumAttributes;

        namespace Bank;

        public sealed record Document(string Text);

        public sealed record SignedDocument(Document Document, byte[] Signature);

        [QuantumAgent("documents")]
        public sealed class DocumentAgent
        {
            [QuantumCapability("document.sign", Algorithm = SignatureAlgorithmName.MLDsa65, Cost = 2)]
            public ValueTask<SignedDocument> SignAsync(Document document, CancellationToken cancellationToken) =>
                new(new SignedDocument(document, []));
        }
        """;

    [Fact]
    public void Given_AgentInALibrary_When_Generated_Expect_ModuleAndTypedClient()
    {
        Snapshot.Match(GeneratorRun.Checked(Library(Documents)).Text());
    }

    [Fact]
    public void Given_Language12_When_Generated_Expect_AnExtensionMethod()
    {
        Snapshot.Match(GeneratorRun.Checked(Library(Documents) with { Language = LanguageVersion.CSharp12 }).Text());
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "orchestrator.Archive()")]
    [InlineData(LanguageVersion.CSharp13, "orchestrator.Archive()")]
    [InlineData(LanguageVersion.CSharp14, "orchestrator.Archive")]
    public void Given_CapabilityThatStreams_When_Generated_Expect_ClientThatDoes(LanguageVersion language, string client)
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            Language = language,
            Source = $$"""
                using System.Collections.Generic;
                using System.Runtime.CompilerServices;
                using System.Threading;
                using System.Threading.Tasks;
                using QuantumAttributes;
                using QuantumAttributes.Agents;

                class Program { static void Main() { } }

                public sealed record Page(int Number);

                [QuantumAgent("archive")]
                public sealed class Archive
                {
                    [QuantumCapability("archive.pages", Route = "/pages")]
                    public async IAsyncEnumerable<Page> PagesAsync(int to, [EnumeratorCancellation] CancellationToken token)
                    {
                        await Task.Yield();
                        yield return new Page(to);
                    }

                    [QuantumCapability("archive.titles")]
                    public static IAsyncEnumerable<string> Titles(int to) => null!;
                }

                class Caller
                {
                    async Task<int> Run(IQuantumOrchestrator orchestrator)
                    {
                        await foreach (Page page in {{client}}.PagesAsync(3))
                            return page.Number;
                        await foreach (string title in {{client}}.TitlesAsync(3, CancellationToken.None))
                            return title.Length;
                        return 0;
                    }
                }
                """,
        });

        string text = run.Text();
        Assert.Contains("_orchestrator.StreamAsync<int, global::Page>(", text, StringComparison.Ordinal);
        Assert.Contains("MapQuantumCapabilityStream<int, global::Page>(endpoints, \"/pages\", \"archive.pages\")", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp14, "orchestrator.Documents.SignAsync(document)")]
    [InlineData(LanguageVersion.CSharp14, "orchestrator.Documents.SignAsync(document, CancellationToken.None)")]
    [InlineData(LanguageVersion.CSharp12, "orchestrator.Documents().SignAsync(document)")]
    public void Given_TypedCall_When_Compiled_Expect_ItToBind(LanguageVersion language, string call)
    {
        string caller = $$"""
            class Caller
            {
                async Task<byte[]> Run(QuantumAttributes.Agents.IQuantumOrchestrator orchestrator, Document document) =>
                    (await {{call}}).Signature;
            }
            """;

        GeneratorRun.Checked(Library("using QuantumAttributes.Agents;\n" + Documents + caller) with { Language = language });
    }

    [Fact]
    public void Given_EveryShapeOfMethod_When_Generated_Expect_DirectCalls()
    {
        Snapshot.Match(GeneratorRun.Checked(Library("""
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using QuantumAttributes;

            public class Base
            {
                [QuantumCapability("inherited")] public int Inherited(int x) => x;
                [QuantumCapability("overridden, of the base")] public virtual int Overridden(int x) => x;
            }

            [QuantumAgent("shapes")]
            public class Shapes : Base
            {
                [QuantumCapability("value")] public string Value(int x) => "";
                [QuantumCapability("task")] public Task<string> Task(int x) => null!;
                [QuantumCapability("task with token")] public Task<string> Task(int x, CancellationToken token) => null!;
                [QuantumCapability("value task")] public ValueTask<string> ValueTaskAsync(int x) => default;
                [QuantumCapability("static")] public static string Static(int x, CancellationToken cancellationToken) => "";
                [QuantumCapability("generic types")]
                public Task<Dictionary<string, List<int[]>>> Generic((int A, string B) x) => null!;
                [QuantumCapability("overridden")] public override int Overridden(int x) => x;
            }
            """)).Text());
    }

    [Fact]
    public void Given_NullableTypes_When_Generated_Expect_TheirAnnotations()
    {
        Snapshot.Match(GeneratorRun.Checked(Library("""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using QuantumAttributes;

            [QuantumAgent("nullable")]
            public class Nullable
            {
                [QuantumCapability("reference")] public ValueTask<string?> Reference(string? text) => default;
                [QuantumCapability("value")] public int? Value(int? number) => number;
                [QuantumCapability("nested")] public Task<List<string?>?> Nested(Dictionary<string, string?[]?> map) => null!;
            #nullable disable
                [QuantumCapability("oblivious")] public string Oblivious(string text) => text;
            }
            """)).Text());
    }

    [Fact]
    public void Given_NamesThatAreNoIdentifiers_When_Generated_Expect_OnesThatAre()
    {
        Snapshot.Match(GeneratorRun.Checked(Library("""
            using QuantumAttributes;

            [QuantumAgent("doc-ument.x")]
            public class First { [QuantumCapability("a\"b\\c\r\n<&>")] public int @class(int @event) => 1; }

            [QuantumAgent("doc ument x")]
            public class Second
            {
                [QuantumCapability("b")] public int Sign(int cancellationToken) => 1;
                [QuantumCapability("c")] public int SignAsync(int _) => 1;
                [QuantumCapability("d")] public int Sign(string @this) => 1;
            }

            [QuantumAgent("7")]
            public class Third { [QuantumCapability("e")] public int await(int async) => 1; }

            [QuantumAgent("agents")]
            public class Fourth { [QuantumCapability("f")] public int ToString(int x) => 1; }

            [QuantumAgent("!?")]
            public class Fifth
            {
                [QuantumCapability("g")] public Nested M(Nested x) => x;
                public class Nested { [QuantumCapability("never")] public int M(int x) => 1; }
            }
            """)).Text());
    }

    [Fact]
    public void Given_InternalTypes_When_Generated_Expect_ThemToBoundTheClient()
    {
        Snapshot.Match(GeneratorRun.Checked(Library("""
            using QuantumAttributes;

            internal class Secret { }

            [QuantumAgent("mixed")]
            public class Mixed
            {
                [QuantumCapability("m.open")] public int Open(int x) => x;
                [QuantumCapability("m.request")] internal int Request(Secret x) => 1;
                [QuantumCapability("m.answer")] internal System.Collections.Generic.List<Secret[]> Answer(int x) => null!;
            }

            [QuantumAgent("hidden")]
            internal class Hidden
            {
                [QuantumCapability("h.open")] public int Open(int x) => x;
            }

            internal class Outer
            {
                [QuantumAgent("nested")]
                public class Nested
                {
                    [QuantumCapability("n.open")] protected internal int Open(int x) => x;
                }
            }
            """)).Text());
    }

    [Fact]
    public void Given_ObsoleteAgent_When_Generated_Expect_NoFurtherWarnings()
    {
        GeneratorRun.Checked(Library("""
            using QuantumAttributes;

            [QuantumAgent("old"), System.Obsolete("no more")]
            public class Old { [QuantumCapability("old.do"), System.Obsolete] public int Do(int x) => x; }
            """));
    }

    [Fact]
    public void Given_AppsOwnAgent_When_Generated_Expect_ItCallableThroughTheOrchestrator()
    {
        var run = GeneratorRun.Checked(new TestProject
        {
            Name = "Agents.App",
            Source = """
                using System.Threading.Tasks;
                using Microsoft.Extensions.DependencyInjection;
                using QuantumAttributes;
                using QuantumAttributes.Agents;

                var services = new ServiceCollection().AddQuantumAttributes().BuildServiceProvider();
                var orchestrator = services.GetRequiredService<IQuantumOrchestrator>();
                var answers = (await orchestrator.Numbers.DoubleAsync(21), await orchestrator.Numbers.NameAsync(2));
                System.AppContext.SetData("Agents.App", answers.ToString());

                [QuantumAgent("numbers")]
                class Numbers
                {
                    [QuantumCapability("number.double")] public int Double(int x) => 2 * x;
                    [QuantumCapability("number.name")] public static Task<string> Name(int x) => Task.FromResult("n" + x);
                }
                """,
        });

        TestHost.Run(run.Output);

        Assert.Equal("(42, n2)", AppContext.GetData("Agents.App"));
    }

    private static TestProject Library(string source) =>
        new() { Name = "Bank.Agents", IsApplication = false, HasAspNetCore = false, Source = source };
}
