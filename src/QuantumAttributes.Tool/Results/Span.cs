using System.Globalization;

namespace QuantumAttributes.Tool.Results;

/// <summary>Lengths of time for people: one unit, rounded down.</summary>
internal static class Span
{
    /// <summary>Such as <c>3 d</c>.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => Text(span.TotalDays, "d"),
        { TotalHours: >= 2 } => Text(span.TotalHours, "h"),
        { TotalMinutes: >= 1 } => Text(span.TotalMinutes, "min"),
        _ => Text(Math.Max(0, span.TotalSeconds), "s"),
    };

    /// <summary>Such as <c>in 3 d</c> or <c>overdue by 3 d</c>.</summary>
    public static string Until(DateTimeOffset time, DateTimeOffset now) => time > now ? $"in {Of(time - now)}" : $"overdue by {Of(now - time)}";

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value):0} {unit}");
}
