using System.Text.Json;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>The members that docs/tool.md lists.</summary>
public sealed class InventoryJsonTests : IDisposable
{
    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_Findings_When_WrittenAsJson_Expect_TheMembers()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        string baseline = _tree.At("baseline");
        JsonElement inventory = await _tree.JsonAsync("--sarif", baseline);
        JsonElement compared = await _tree.JsonAsync("--baseline", baseline);
        string[] counts = ["errors", "warnings", "hybrid", "lower", "suppressed"], deadline = ["actBy", "disallowedAfter"];

        Assert.Equal(
            ["directory", "projects", "counts", "families", "algorithms", "findings", "baseline", "files"], MembersOf(inventory));
        Assert.Equal(["project", "state", "configuration", "targets"], MembersOf(inventory.GetProperty("projects")[0]));
        Assert.Equal(counts, MembersOf(inventory.GetProperty("counts")));
        Assert.Equal(["family", .. counts, "files", .. deadline], MembersOf(inventory.GetProperty("families")[0]));
        Assert.Equal(["algorithm", "threat", .. counts, "bits", .. deadline], MembersOf(inventory.GetProperty("algorithms")[0]));
        Assert.Equal(
            [
                "rule", "state", "file", "line", "column", "family", "algorithm", "api", "member", "threat", .. deadline, "message", "justification",
            ],
            MembersOf(inventory.GetProperty("findings")[0]));
        Assert.Equal(JsonValueKind.Null, inventory.GetProperty("baseline").ValueKind);
        Assert.Equal([baseline], inventory.GetProperty("files").EnumerateArray().Select(static file => file.GetString()));
        Assert.Equal(["file", "new", "gone"], MembersOf(compared.GetProperty("baseline")));
    }

    private static string[] MembersOf(JsonElement element) => [.. element.EnumerateObject().Select(static member => member.Name)];
}
