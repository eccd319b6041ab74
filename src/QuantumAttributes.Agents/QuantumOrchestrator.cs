using System.Collections.Frozen;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace QuantumAttributes.Agents;

/// <summary>The orchestrator over the agents that the container holds.</summary>
/// <remarks>
/// Calls are counted and timed by the histogram <c>quantum.capability.duration</c> (milliseconds; tags <c>capability</c> and
/// <c>outcome</c>: success, failure or canceled) of the meter <c>QuantumAttributes</c>, and traced by the activity source of the
/// same name.
/// A call that completes synchronously allocates nothing besides what the agent does.
/// </remarks>
public sealed class QuantumOrchestrator : IQuantumOrchestrator
{
    private readonly FrozenDictionary<string, BoundCapability> _capabilities;
    private readonly AgentTelemetry _telemetry;

    /// <summary>Makes an orchestrator of agents. The agents themselves are created at their first call.</summary>
    /// <param name="agents">The agents' descriptors.</param>
    /// <param name="services">Where the agents come from.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="DuplicateAgentException">Two agents have the same name.</exception>
    /// <exception cref="DuplicateCapabilityException">Two capabilities have the same name.</exception>
    public QuantumOrchestrator(IEnumerable<AgentDescriptor> agents, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(agents);
        ArgumentNullException.ThrowIfNull(services);
        Agents = [.. agents.OrderBy(agent => agent.Name, StringComparer.Ordinal)];
        RefuseDuplicates(Agents);
        _capabilities = Bind(Agents, services);
        _telemetry = AgentTelemetry.From(services);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AgentDescriptor> Agents { get; }

    /// <inheritdoc/>
    public ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(
        string capability, TRequest request, CancellationToken cancellationToken = default)
    {
        var bound = Find<TRequest, TResponse>(capability);
        return _telemetry.IsObserved
            ? InvokeObservedAsync(bound, request, cancellationToken)
            : bound.InvokeAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(
        string capability, TRequest request, CancellationToken cancellationToken = default) =>
        StreamObservedAsync(Find<TRequest, IAsyncEnumerable<TItem>>(capability), request, cancellationToken);

    private BoundCapability<TRequest, TResponse> Find<TRequest, TResponse>(string capability)
    {
        ArgumentNullException.ThrowIfNull(capability);
        if (!_capabilities.TryGetValue(capability, out var found))
            throw new UnknownCapabilityException(capability, [.. _capabilities.Keys.Order(StringComparer.Ordinal)]);
        return found as BoundCapability<TRequest, TResponse>
            ?? throw new CapabilityTypeMismatchException(found.Descriptor, typeof(TRequest), typeof(TResponse));
    }

    // One async method, so that Activity.Current is restored for the caller however the agent completes. It
    // allocates only when it suspends.
    private async ValueTask<TResponse> InvokeObservedAsync<TRequest, TResponse>(
        BoundCapability<TRequest, TResponse> capability, TRequest request, CancellationToken cancellationToken)
    {
        using var activity = AgentTelemetry.Start(capability);
        long started = _telemetry.Now;
        string outcome = AgentTelemetry.Failure;
        try
        {
            var response = await capability.InvokeAsync(request, cancellationToken).ConfigureAwait(false);
            outcome = AgentTelemetry.Success;
            return response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = AgentTelemetry.Canceled;
            throw;
        }
        finally
        {
            _telemetry.Record(capability, started, outcome, activity);
        }
    }

    // Measured from the first item that is asked for to the last. Who stops before the end had what they wanted: a success.
    private async IAsyncEnumerable<TItem> StreamObservedAsync<TRequest, TItem>(
        BoundCapability<TRequest, IAsyncEnumerable<TItem>> capability,
        TRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var activity = AgentTelemetry.Start(capability);
        long started = _telemetry.Now;
        string outcome = AgentTelemetry.Failure;
        try
        {
            var items = await capability.InvokeAsync(request, cancellationToken).ConfigureAwait(false);
            var enumerator = items.GetAsyncEnumerator(cancellationToken);
            await using var disposal = enumerator.ConfigureAwait(false);
            while (true)
            {
                // The reader's own activity is the current one again whenever it asks for an item.
                if (activity is not null)
                    Activity.Current = activity;
                try
                {
                    if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                        break;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    outcome = AgentTelemetry.Canceled;
                    throw;
                }

                outcome = AgentTelemetry.Success;
                yield return enumerator.Current;
                outcome = AgentTelemetry.Failure;
            }

            outcome = AgentTelemetry.Success;
        }
        finally
        {
            _telemetry.Record(capability, started, outcome, activity);
        }
    }

    private static void RefuseDuplicates(IReadOnlyList<AgentDescriptor> sorted)
    {
        for (int i = 1; i < sorted.Count; i++)
        {
            if (sorted[i - 1].Name == sorted[i].Name)
                throw new DuplicateAgentException(sorted[i - 1], sorted[i]);
        }
    }

    private static FrozenDictionary<string, BoundCapability> Bind(
        IReadOnlyList<AgentDescriptor> agents, IServiceProvider services)
    {
        var bound = new Dictionary<string, BoundCapability>(StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            foreach (var capability in agent.Capabilities)
            {
                if (!bound.TryAdd(capability.Name, capability.Bind(agent, services)))
                    throw new DuplicateCapabilityException(capability.Name, bound[capability.Name].Agent, agent);
            }
        }

        return bound.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
