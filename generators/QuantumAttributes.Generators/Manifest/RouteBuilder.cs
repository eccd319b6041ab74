namespace QuantumAttributes.Generators.Manifest;

/// <summary>What endpoints are mapped on: the application, or a group of it.</summary>
/// <param name="Prefix">What stands before the routes of its endpoints, or null where that is not known before the application runs.</param>
/// <param name="Demands">What it demands of all its endpoints.</param>
internal sealed record RouteBuilder(string? Prefix, Demands Demands)
{
    public static readonly RouteBuilder Application = new("", Demands.None);

    public static readonly RouteBuilder Unknown = new(Prefix: null, Demands.None);

    /// <summary>A route on it as it will be, with one slash before each part; null where either half is not known.</summary>
    public string? Combine(string? route) => Prefix is null || route is null
        ? null
        : $"{Prefix}/{route.Trim('/')}".TrimEnd('/') is { Length: > 0 } combined ? combined : "/";

    public RouteBuilder Group(string? prefix, Demands demands)
    {
        string? combined = Combine(prefix);
        return new RouteBuilder(combined == "/" ? "" : combined, Demands + demands);
    }
}
