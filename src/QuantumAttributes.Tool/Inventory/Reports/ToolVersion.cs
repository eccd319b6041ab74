using System.Reflection;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>The version of this tool, without the commit it was built from.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
