using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;

namespace QuantumAttributes.AspNetCore.Policy;

/// <summary>
/// What protocol.md §7 calls the mode: post-quantum cryptography is required where the attributes stand, but for the waivers that are in
/// force. Safe to use from several threads.
/// </summary>
internal sealed class DowngradePolicy(IOptions<QuantumOptions> options, QuantumMetrics metrics, TimeProvider time, ILogger<DowngradePolicy> logger)
{
    private const string ScopeOfApplication = "the application";

    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<QuantumWaiver, LogPace> _known = [];

    /// <summary>The mode of the application as a whole: what the discovery document and <c>Quantum-Status</c> say.</summary>
    public ChannelPolicy Current => OfApplication is null ? ChannelPolicy.Require : ChannelPolicy.AllowClassical;

    /// <summary>The waiver that is in force for the whole application, or null.</summary>
    public QuantumWaiver? OfApplication => options.Value.Waiver is { } waiver && IsInForce(waiver) ? waiver : null;

    /// <summary>Every waiver that is in force, of whatever scope.</summary>
    public IReadOnlyList<QuantumWaiver> InForce => [.. _known.Keys.Where(IsInForce).OrderBy(waiver => waiver.Until)];

    /// <summary>The waiver that is in force for an endpoint: its own, its group's or the application's.</summary>
    public QuantumWaiver? Find(Endpoint? endpoint)
    {
        IReadOnlyList<QuantumWaiver> own = endpoint?.Metadata.GetOrderedMetadata<QuantumWaiver>() ?? [];
        for (int i = own.Count - 1; i >= 0; i--)
        {
            if (IsInForce(own[i]))
                return own[i];
        }

        return OfApplication;
    }

    /// <summary>Counts and logs that a waiver let something in.</summary>
    public void Use(QuantumWaiver waiver, string kind, Endpoint? endpoint)
    {
        metrics.WaiverUse(kind);
        if (PaceOf(waiver).TryWrite(out long count))
            QuantumLog.WaiverUsed(logger, count, kind, endpoint?.DisplayName, waiver.Until, waiver.Reason);
    }

    /// <summary>Adds what is wrong with the waivers to the problems, and takes note of them for the health check.</summary>
    public void Check(IReadOnlyList<Endpoint> endpoints, List<string> problems)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((QuantumWaiver waiver, string scope) in All(endpoints))
        {
            PaceOf(waiver);
            if (waiver.Until <= now)
            {
                problems.Add(
                    $"quantum.AllowClassical: the waiver '{waiver.Reason}' for {scope} expired at {waiver.Until.UtcDateTime:u}. "
                    + "Remove it, or give it a new end if it is still needed.");
            }
            else if (!waiver.IsInForceAt(now))
            {
                problems.Add(
                    $"quantum.AllowClassical: the waiver '{waiver.Reason}' for {scope} ends at {waiver.Until.UtcDateTime:u}, later than "
                    + $"{QuantumWaiver.MaxLength.TotalDays} days from now. Choose an earlier end.");
            }
        }
    }

    /// <summary>Writes every waiver to the log, when the application starts.</summary>
    public void Announce(IReadOnlyList<Endpoint> endpoints)
    {
        foreach ((QuantumWaiver waiver, string scope) in All(endpoints))
            QuantumLog.Waiver(logger, scope, waiver.Until, waiver.Reason);
    }

    // One that stands on a whole group is named once.
    private IEnumerable<(QuantumWaiver Waiver, string Scope)> All(IReadOnlyList<Endpoint> endpoints)
    {
        var ofEndpoints =
            from endpoint in endpoints
            from waiver in endpoint.Metadata.GetOrderedMetadata<QuantumWaiver>()
            group endpoint.DisplayName ?? "an endpoint" by waiver into scopes
            select (scopes.Key, string.Join(", ", scopes.Distinct()));
        return options.Value.Waiver is { } all ? ofEndpoints.Prepend((all, ScopeOfApplication)) : ofEndpoints;
    }

    private bool IsInForce(QuantumWaiver waiver) => waiver.IsInForceAt(time.GetUtcNow());

    private LogPace PaceOf(QuantumWaiver waiver) => _known.GetOrAdd(waiver, _ => new LogPace(time, LogInterval));
}
