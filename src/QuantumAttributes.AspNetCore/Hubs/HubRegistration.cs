using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>A hub whose connections are ours.</summary>
internal abstract class HubRegistration(Type hubType, IReadOnlyList<QuantumPolicyUse> policies)
{
    public Type HubType { get; } = hubType;

    /// <summary>The policies that the hub and its methods name.</summary>
    public IReadOnlyList<QuantumPolicyUse> Policies { get; } = policies;

    /// <summary>Whether SignalR hands the hub's connections to our handler.</summary>
    public abstract bool IsInPlace(IServiceProvider services);
}

/// <inheritdoc/>
internal sealed class HubRegistration<[DynamicallyAccessedMembers(QuantumHubConnectionHandler.HubMembers)] THub>(IReadOnlyList<QuantumPolicyUse> policies)
    : HubRegistration(typeof(THub), policies)
    where THub : Hub
{
    public override bool IsInPlace(IServiceProvider services) =>
        services.GetRequiredService<HubConnectionHandler<THub>>() is QuantumHubConnectionHandler<THub>;
}
