using Microsoft.Extensions.Diagnostics.HealthChecks;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Keys;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>
/// The health check <c>quantum</c>: unhealthy where keys or identities cannot be read or a document not be signed, degraded while a waiver is
/// in force, else healthy.
/// </summary>
internal sealed class QuantumHealthCheck(
    QuantumKeyManager keys, DiscoveryPublisher discovery, IQuantumIdentityStore identities, QuantumOrigins origins, DowngradePolicy policy) : IHealthCheck
{
    public const string Name = "quantum";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await keys.RefreshAsync(cancellationToken);
            foreach (string origin in origins.MayListen ? [] : origins.All) // those of Development are not to be asked before the server listens
                _ = await discovery.GetDocumentAsync(origin, cancellationToken); // kept for minutes, so that it is signed rarely
            _ = await identities.FindAsync(discovery.Identity, cancellationToken); // anybody: the store has to answer
        }
        catch (Exception e) when (e is not OperationCanceledException) // a store throws what its database does
        {
            return new HealthCheckResult(HealthStatus.Unhealthy, $"Keys or identities are not to be had: {e.Message}", e);
        }

        IReadOnlyList<QuantumWaiver> waivers = policy.InForce;
        return waivers.Count == 0
            ? HealthCheckResult.Healthy("Post-quantum cryptography is required where the attributes stand.")
            : HealthCheckResult.Degraded(string.Join("; ", waivers));
    }
}
