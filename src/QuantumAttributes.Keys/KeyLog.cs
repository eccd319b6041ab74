using Microsoft.Extensions.Logging;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Keys;

/// <summary>What the ring tells its operator. Ids are stable; no message holds a secret.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(100, LogLevel.Information, "{Action}: {Key}")]
    public static partial void Changed(ILogger logger, AuditAction action, KeyDescription key);

    [LoggerMessage(101, LogLevel.Error, "A key is set aside: {Location}: {Reason}")]
    public static partial void SetAside(ILogger logger, string location, string reason);

    [LoggerMessage(102, LogLevel.Error, "The key ring cannot be kept up: {Reason} Keys that are known go on working.")]
    public static partial void StoreFailed(ILogger logger, string reason, Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "{Key} protects nothing new after {ActiveUntil:u}, and is not rotated by the clock: rotate it")]
    public static partial void RotationDue(ILogger logger, KeyDescription key, DateTimeOffset activeUntil);

    [LoggerMessage(104, LogLevel.Warning, "The keys in {Store} are not encrypted. Set up quantum.Keys.Protect…, or see docs/keys.md")]
    public static partial void NotProtected(ILogger logger, string store);

    [LoggerMessage(105, LogLevel.Warning, "A signature or sealed message names a key that is refused: {Reason}")]
    public static partial void KeyRefused(ILogger logger, string reason);
}
