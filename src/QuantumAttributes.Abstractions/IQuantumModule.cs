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

    /// <summary>The modules of the assemblies that this one references: whoever registers this module registers them too, each once.</summary>
    IReadOnlyList<IQuantumModule> References => [];

    /// <summary>Every profile that an attribute of this assembly names, sorted by name.</summary>
    IReadOnlyList<QuantumProfileUse> ProfileUses { get; }

    /// <summary>What the generator saw in the assembly, or null where the module was written by hand. Read anew at each call.</summary>
    QuantumManifest? Manifest => QuantumManifest.Of(GetType().Assembly);

    /// <summary>Registers the assembly's agents and hubs.</summary>
    void RegisterServices(IServiceCollection services);
}
