namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>By what a connection is let in: a feature of each connection of our hubs.</summary>
internal interface IHubAdmission
{
    /// <summary>Whether the client may still be there; asked before each invocation.</summary>
    ValueTask<bool> CheckAsync(CancellationToken cancellationToken);
}
