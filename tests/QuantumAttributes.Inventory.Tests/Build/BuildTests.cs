using QuantumAttributes.Inventory.Tests.Bom;

namespace QuantumAttributes.Inventory.Tests.Build;

/// <summary>What only the compiler and MSBuild together show. What packages do, <c>tests/package/inventory.sh</c> does.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly BuiltProject _project = new();

    [Fact]
    public async Task Given_ProjectWithClassicalCryptography_When_Built_Expect_AValidInventoryOfEitherVersion()
    {
        _project.Write(
            "Keys of theirs.cs",
            """
            public static class Keys
            {
                public static object Signing() => System.Security.Cryptography.RSA.Create(2048);
            #pragma warning disable QA1001 // The bank's gateway, until 2027-06.
                public static object Gateway() => System.Security.Cryptography.RSA.Create(3072);
            #pragma warning restore QA1001
                [System.Diagnostics.CodeAnalysis.SuppressMessage("QuantumAttributes.Cryptography", "QA1001", Justification = "A smart card.")]
                public static object Card() => System.Security.Cryptography.RSA.Create(4096);
            }
            """);

        await _project.BuildAsync();
        string older = await File.ReadAllTextAsync(_project.Bom);
        await _project.BuildAsync("--no-restore", "-p:QuantumCbomVersion=1.7");
        string newer = await File.ReadAllTextAsync(_project.Bom);

        Assert.Empty(await CycloneDxSchema.FindMistakesAsync("1.6", older));
        Assert.Empty(await CycloneDxSchema.FindMistakesAsync("1.7", newer));
        foreach (string json in new[] { older, newer })
        {
            Assert.Contains("\"location\": \"Keys of theirs.cs\"", json);
            Assert.All([3, 5, 8], line => Assert.Contains($"\"line\": {line},", json));
            Assert.Contains("suppressed: The bank's gateway, until 2027-06.\"", json);
            Assert.Contains("suppressed: A smart card.\"", json);
        }
    }

    public void Dispose() => _project.Dispose();
}
