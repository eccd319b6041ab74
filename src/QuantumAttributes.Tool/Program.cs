namespace QuantumAttributes.Tool;

/// <summary>The process: its terminal, and the tool.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => new QuantumTool(ToolTerminal.OfProcess(), TimeProvider.System).RunAsync(args);
}
