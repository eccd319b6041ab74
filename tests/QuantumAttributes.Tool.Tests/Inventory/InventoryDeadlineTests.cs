using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Tool.Inventory;

namespace QuantumAttributes.Tool.Tests.Inventory;

public sealed class InventoryDeadlineTests
{
    [Theory]
    [InlineData("HarvestNow", 112, "general", null, "2030", "2035")]
    [InlineData("Forgery", 112, "federal", null, "2030", "2035")]
    [InlineData("Both", 128, "general", null, "2035", "2035")]
    [InlineData("Forgery", null, "general", null, "2035", "2035")]
    [InlineData("Forgery", 192, "cnsa2", null, "2033", "2033")]
    [InlineData("HarvestNow", 112, "cnsa2", null, "2030", "2033")]
    [InlineData("HarvestNow", 128, "general", 2027, "2027", "2035")]
    [InlineData("HarvestNow", 112, "general", 2032, "2030", "2035")]
    [InlineData("Forgery", 80, "general", null, "now", "now")]
    [InlineData("Broken", null, "general", null, "now", "now")]
    [InlineData("Exclusion", null, "general", null, "2035", "2035")]
    [InlineData("Grover", 128, "cnsa2", null, "2033", "2033")]
    [InlineData("Grover", 128, "general", null, null, null)]
    [InlineData("Inventory", null, "cnsa2", null, null, null)]
    [InlineData("None", null, "cnsa2", null, null, null)]
    public void Given_AThreat_When_ItsDeadlineIsSought_Expect_TheYears(
        string threat, int? strength, string profile, int? actBy, string? expectedActBy, string? disallowedAfter)
    {
        Deadline? deadline = Deadline.Of(Enum.Parse<Threat>(threat), strength, profile, actBy);

        Assert.Equal((expectedActBy, disallowedAfter), (deadline?.ActByText, deadline?.DisallowedText));
    }
}
