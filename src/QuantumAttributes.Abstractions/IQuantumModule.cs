using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes;

/// <summary>
/// What one assembly brings: the profiles its attributes name, and the agents and hubs it has. The source generator writes one for each
/// assembly that uses QuantumAttributes; <c>AddQuantumAttributes()</c> takes the application's own and those of its references.
/// </summary>
public interface IQuantumModule
{
    /// <summary>The assembly's name, for messages.</summary>
    string Name { get; }

    /// <summary>Every profile that an attribute of this assembly names, sorted by name.</summary>
    IReadOnlyList<QuantumProfileUse> ProfileUses { get; }

    /// <summary>Registers the assembly's agents and hubs.</summary>
    void RegisterServices(IServiceCollection services);
}
