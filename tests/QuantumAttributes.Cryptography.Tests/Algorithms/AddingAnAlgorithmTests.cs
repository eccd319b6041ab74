using System.Reflection;
using System.Text.RegularExpressions;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>An algorithm is a descriptor, a provider's row and its vectors, as docs/adding-an-algorithm.md has it.</summary>
public partial class AddingAnAlgorithmTests
{
    private const string Document = "docs/adding-an-algorithm.md";

    /// <summary>The rooms that serve every algorithm: whoever adds one finds nothing to do there.</summary>
    public static TheoryData<string> SharedRooms => ["Certificates", "Formats", "Hashing", "Hpke", "Keys", "Sealing", "SelfTests"];

    [Theory]
    [MemberData(nameof(SharedRooms))]
    public void Given_RoomOfEveryAlgorithm_When_ItsCodeRead_Expect_NoAlgorithmNamed(string room)
    {
        string[] files = Directory.GetFiles(Repository.PathOf($"src/QuantumAttributes.Cryptography/{room}"), "*.cs");
        Regex named = new($@"(?<!\w)(?:{string.Join('|', Names().Select(Regex.Escape))})(?!\w)");

        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string[] code = [.. File.ReadLines(file).Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))];
            Assert.DoesNotContain(code, line => named.IsMatch(line));
        }
    }

    [Fact]
    public void Given_CodeOfTheDocument_When_SoughtInItsFile_Expect_Found()
    {
        MatchCollection pieces = Pieces().Matches(Repository.ReadText(Document));

        Assert.Equal(7, pieces.Count);
        foreach (Match piece in pieces)
        {
            string file = piece.Groups["file"].Value;
            Assert.Contains(Unindented(piece.Groups["code"].Value), Unindented(Repository.ReadText(file)), StringComparison.Ordinal);
        }
    }

    /// <summary>What code would call them by: the descriptors, the families, and the classes that hold their rules.</summary>
    private static IEnumerable<string> Names() =>
    [
        .. DescriptorsOf(typeof(KemAlgorithm)),
        .. DescriptorsOf(typeof(SignatureAlgorithm)),
        .. AlgorithmCatalogue.All.Select(static a => $"\"{a.Family}\"").Distinct(),
        .. AlgorithmCatalogue.All.Select(static a => a.Rules.GetType().Name).Distinct(),
    ];

    private static IEnumerable<string> DescriptorsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == type)
            .Select(p => $"{type.Name}.{p.Name}");

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));

    [GeneratedRegex(@"<!-- from: (?<file>[^ ]+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Pieces();
}
