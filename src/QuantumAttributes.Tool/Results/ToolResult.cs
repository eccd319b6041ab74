using System.Text.Json;

namespace QuantumAttributes.Tool.Results;

/// <summary>What came of a command. Nothing secret.</summary>
internal abstract class ToolResult
{
    /// <summary>The process's exit code.</summary>
    public virtual int ExitCode => Tool.ExitCode.Done;

    /// <summary>Writes the members of one object.</summary>
    public abstract void WriteJson(Utf8JsonWriter json);

    /// <summary>Writes it for a person.</summary>
    public abstract void WriteText(ToolTerminal terminal);
}
