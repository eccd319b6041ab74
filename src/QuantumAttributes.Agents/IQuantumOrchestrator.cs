namespace QuantumAttributes.Agents;

/// <summary>Calls the capability of an exact name, whichever agent has it.</summary>
/// <remarks>
/// A singleton, safe for use by many threads at once. The source generator adds a typed client for each agent:
/// <c>orchestrator.Documents.SignAsync(document)</c>.
/// </remarks>
public interface IQuantumOrchestrator
{
    /// <summary>Every agent of the application, sorted by name.</summary>
    IReadOnlyList<AgentDescriptor> Agents { get; }

    /// <summary>Calls a capability.</summary>
    /// <typeparam name="TRequest">The type of the request: exactly the one that the capability declares.</typeparam>
    /// <typeparam name="TResponse">The type of the answer: exactly the one that the capability declares.</typeparam>
    /// <param name="capability">The capability's name, compared ordinally.</param>
    /// <param name="request">What to give to it.</param>
    /// <param name="cancellationToken">Handed to the agent.</param>
    /// <returns>The agent's answer. Await it once, as any <see cref="ValueTask{TResult}"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="capability"/> is null.</exception>
    /// <exception cref="UnknownCapabilityException">No agent has a capability of this name.</exception>
    /// <exception cref="CapabilityTypeMismatchException">The capability takes or gives other types.</exception>
    ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(
        string capability, TRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls a capability that answers with a stream.</summary>
    /// <typeparam name="TRequest">The type of the request: exactly the one that the capability declares.</typeparam>
    /// <typeparam name="TItem">The type of the items: the capability declares <see cref="IAsyncEnumerable{T}"/> of it.</typeparam>
    /// <param name="capability">The capability's name, compared ordinally.</param>
    /// <param name="request">What to give to it.</param>
    /// <param name="cancellationToken">Handed to the agent, together with the one of <c>WithCancellation</c>.</param>
    /// <returns>The agent's items. The agent is called when they are first asked for, and once for each enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="capability"/> is null.</exception>
    /// <exception cref="UnknownCapabilityException">No agent has a capability of this name.</exception>
    /// <exception cref="CapabilityTypeMismatchException">The capability takes other types, or gives no such stream.</exception>
    IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(
        string capability, TRequest request, CancellationToken cancellationToken = default);
}
