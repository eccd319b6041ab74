using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

/// <summary>What a run of the tool returned and wrote.</summary>
internal sealed record ToolOutcome(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output, which is one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>The last JSON document of standard error, after the notes.</summary>
    public JsonElement ErrorJson => JsonDocument.Parse(Error[Error.LastIndexOf("{\n  \"error\"", StringComparison.Ordinal)..]).RootElement.GetProperty("error");

    /// <summary>The outcome, where the exit code is this one.</summary>
    public ToolOutcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} and not {exitCode}: {Error}{Out}");
        return this;
    }
}
