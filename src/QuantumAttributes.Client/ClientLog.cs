using Microsoft.Extensions.Logging;

namespace QuantumAttributes.Client;

/// <summary>What clients tell their operator. Ids are stable, and none is the server's; no message holds a secret.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(2, LogLevel.Information, "Quantum clients are up; self-tested: {Algorithms}")]
    public static partial void Started(ILogger logger, string algorithms);

    [LoggerMessage(3, LogLevel.Warning, "The channel of a hub's connection could not be renewed; it is tried again until its lifetime is over")]
    public static partial void RenewalFailed(ILogger logger, Exception exception);
}
