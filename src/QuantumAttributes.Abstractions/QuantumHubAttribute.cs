namespace QuantumAttributes;

/// <summary>Maps a SignalR hub: <c>MapQuantumAttributes()</c> does what <c>MapHub</c> with this route would.</summary>
/// <remarks>
/// What the hub demands, <see cref="QuantumAuthAttribute"/> and <see cref="QuantumChannelAttribute"/> beside it say. A hub that is derived from
/// this one has a route of its own. Instances are immutable and safe to share between threads.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class QuantumHubAttribute : Attribute
{
    /// <summary>Maps the hub at <paramref name="route"/>, such as <c>/chat</c>.</summary>
    /// <exception cref="ArgumentException">The route is empty or white space.</exception>
    public QuantumHubAttribute(string route)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(route);
        Route = route;
    }

    /// <summary>The route.</summary>
    public string Route { get; }
}
