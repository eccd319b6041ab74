namespace QuantumAttributes;

/// <summary>
/// Asks for the typed client of a hub that another assembly declares: <c>[assembly: QuantumHubClient(typeof(ChatHub))]</c>. Hubs of the same
/// assembly with <see cref="QuantumHubAttribute"/> have theirs without, where the assembly references <c>Microsoft.AspNetCore.SignalR.Client</c>.
/// </summary>
/// <remarks>The client is written in the hub's namespace, and is called as the hub, with <c>Client</c> behind. Instances are immutable and safe to share between threads.</remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class QuantumHubClientAttribute : Attribute
{
    /// <summary>Asks for a client of <paramref name="hub"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="hub"/> is null.</exception>
    public QuantumHubClientAttribute(Type hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        Hub = hub;
    }

    /// <summary>The hub.</summary>
    public Type Hub { get; }
}
