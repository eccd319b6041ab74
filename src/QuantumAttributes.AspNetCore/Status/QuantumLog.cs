using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>What the server tells its operator. Ids are stable; no message holds a secret.</summary>
internal static partial class QuantumLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Quantum security is up: identity {Identity}, origins {Origins}; self-tested: {Algorithms}")]
    public static partial void Started(ILogger logger, string identity, string origins, string algorithms);

    [LoggerMessage(2, LogLevel.Information, "The manifest does not list these endpoints, whose protection a build therefore cannot watch: {Endpoints}. "
        + "Their routes or handlers are not known before the application runs")]
    public static partial void NotInManifest(ILogger logger, string endpoints);

    [LoggerMessage(10, LogLevel.Debug, "Channel {Channel} opened for {Origin}, client {ClientKeyId}")]
    public static partial void ChannelOpened(ILogger logger, string channel, string origin, string? clientKeyId);

    [LoggerMessage(11, LogLevel.Warning, "Handshake refused: {Outcome}")]
    public static partial void HandshakeRefused(ILogger logger, HandshakeOutcome outcome);

    [LoggerMessage(EventId = 12, Message = "Discovery was asked for at the host '{Host}', which is none of quantum.Origins; it was answered "
        + "for {Origin}, which clients that see another origin refuse")]
    public static partial void DiscoveryAtAnotherHost(ILogger logger, LogLevel level, HostString host, string origin);

    [LoggerMessage(15, LogLevel.Debug, "Session opened for {Origin}, client {ClientKeyId}")]
    public static partial void SessionOpened(ILogger logger, string origin, string clientKeyId);

    [LoggerMessage(16, LogLevel.Debug, "Channel {Channel} opened for {Origin} on the hub at {Path}, client {ClientKeyId}")]
    public static partial void HubConnected(ILogger logger, string channel, string origin, string path, string? clientKeyId);

    [LoggerMessage(17, LogLevel.Warning, "A connection to a hub was refused: {Reason}")]
    public static partial void HubRefused(ILogger logger, string reason);

    [LoggerMessage(EventId = 18, Message = "Channel {Channel} on the hub at {Path} broke off: {Reason}")]
    public static partial void HubBroken(ILogger logger, LogLevel level, ChannelId channel, string path, string reason);

    [LoggerMessage(20, LogLevel.Warning, "Channel record refused: {Outcome}. It came as {Method} {Path}, before which the server puts "
        + "quantum.PublicPathBase: where the client sent something else, a proxy changes it")]
    public static partial void RecordRefused(ILogger logger, RecordOutcome outcome, string method, string path);

    [LoggerMessage(21, LogLevel.Warning, "The body of a channel request is not authentic or not whole")]
    public static partial void BodyRefused(ILogger logger);

    [LoggerMessage(22, LogLevel.Warning, "A channel request holds headers that may not be sealed, or lacks sealing those that must be")]
    public static partial void HeadersRefused(ILogger logger);

    [LoggerMessage(23, LogLevel.Error, "An unhandled exception has occurred while executing a request in a channel")]
    public static partial void RequestFailed(ILogger logger, Exception exception);

    [LoggerMessage(24, LogLevel.Error, "The headers of an answer cannot be sealed; the client gets status 500 instead")]
    public static partial void AnswerNotSealable(ILogger logger, Exception exception);

    [LoggerMessage(25, LogLevel.Error, "What the servers of the farm share cannot be used, and whoever needs it is refused")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(26, LogLevel.Error, "The file of successions {Path} cannot be read; discovery goes on with those of the last reading")]
    public static partial void SuccessionsNotRead(ILogger logger, string path, Exception exception);

    [LoggerMessage(30, LogLevel.Warning, "Request signature refused: {Reason}")]
    public static partial void SignatureRefused(ILogger logger, string reason);

    [LoggerMessage(31, LogLevel.Warning, "Session request refused: {Reason}")]
    public static partial void SessionRefused(ILogger logger, string reason);

    [LoggerMessage(32, LogLevel.Error, "The key of a session ticket is unknown, and the key ring cannot be read")]
    public static partial void TicketKeysUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(35, LogLevel.Warning, "The signature is none of {Method} at {Authority} for {Path}, quantum.PublicPathBase included: "
        + "where the client sent something else, a proxy changes it")]
    public static partial void SignatureVerifiedFor(ILogger logger, string method, string authority, string? path);

    [LoggerMessage(36, LogLevel.Information, "The identities of {Source} have changed: there are {Count}")]
    public static partial void IdentitiesReloaded(ILogger logger, string source, int count);

    [LoggerMessage(37, LogLevel.Error, "The identities of {Source} cannot be read; the last that could stay in force: {Reason}")]
    public static partial void IdentitiesNotReloaded(ILogger logger, string source, string reason);

    [LoggerMessage(40, LogLevel.Warning, "Classical cryptography is allowed for {Scope} until {Until:u}: {Reason}")]
    public static partial void Waiver(ILogger logger, string scope, DateTimeOffset until, string reason);

    [LoggerMessage(41, LogLevel.Warning,
        "Classical cryptography was let in {Count} times ({Kind}, the last time at {Endpoint}), as is allowed until {Until:u}: {Reason}")]
    public static partial void WaiverUsed(ILogger logger, long count, string kind, string? endpoint, DateTimeOffset until, string reason);

    [LoggerMessage(42, LogLevel.Warning, "{Count} requests were refused because of the limit {Limit}")]
    public static partial void LimitHit(ILogger logger, string limit, long count);

    [LoggerMessage(60, LogLevel.Warning, "A request with an idempotency key was refused: {Verdict}")]
    public static partial void IdempotentRequestRefused(ILogger logger, IdempotencyVerdict verdict);

    [LoggerMessage(61, LogLevel.Warning, "A request with an idempotency key broke off, or its answer is too long to be kept; it will not run again")]
    public static partial void AnswerNotKept(ILogger logger);
}
