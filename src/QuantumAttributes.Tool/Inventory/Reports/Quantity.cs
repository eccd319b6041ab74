using System.Globalization;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>Numbers with what they count.</summary>
internal static class Quantity
{
    /// <summary>Such as <c>1 file</c> and <c>2 files</c>.</summary>
    public static string Of(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
