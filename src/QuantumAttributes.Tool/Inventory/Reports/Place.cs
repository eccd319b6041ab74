using System.Globalization;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>Where a finding is, as compilers write it.</summary>
internal static class Place
{
    /// <summary>Such as <c>src/Orders.cs:12</c>; the file alone where there is no line.</summary>
    public static string Of(Finding finding) =>
        finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Line}") : finding.File;
}
