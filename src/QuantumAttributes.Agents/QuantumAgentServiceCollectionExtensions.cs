using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuantumAttributes.Agents;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers agents and their orchestrator.</summary>
public static class QuantumAgentServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IQuantumOrchestrator"/>, unless it is registered already.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddQuantumAgents(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IQuantumOrchestrator>(
            static provider => new QuantumOrchestrator(provider.GetServices<AgentDescriptor>(), provider));
        return services;
    }

    /// <summary>
    /// Registers an agent as a singleton, together with the orchestrator. Generated modules call this for each class
    /// with <see cref="QuantumAttributes.QuantumAgentAttribute"/>.
    /// </summary>
    /// <typeparam name="TAgent">The agent's class. A registration of it that is there already stays.</typeparam>
    /// <param name="services">Where to register.</param>
    /// <param name="descriptor">The agent's name and capabilities.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The descriptor describes another class.</exception>
    public static IServiceCollection AddQuantumAgent<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAgent>(
        this IServiceCollection services, AgentDescriptor descriptor)
        where TAgent : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(descriptor);
        if (descriptor.AgentType != typeof(TAgent))
        {
            throw new ArgumentException(
                $"The descriptor describes {descriptor.AgentType}, not {typeof(TAgent)}.", nameof(descriptor));
        }

        services.TryAddSingleton<TAgent>();
        services.AddSingleton(descriptor);
        return services.AddQuantumAgents();
    }
}
