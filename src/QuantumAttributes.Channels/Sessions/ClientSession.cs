using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>The client's end of a session: a ticket, and the key that signs requests with it (protocol.md §6).</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class ClientSession : IDisposable
{
    private const double RenewAt = 0.8;

    private readonly Lock _lock = new();
    private readonly byte[] _ticket;
    private readonly SessionMacKey _macKey;
    private readonly string _keyId;
    private readonly TimeProvider _time;
    private readonly RandomNumberGenerator _random;
    private readonly long _started;
    private bool _disposed;

    internal ClientSession(
        ReadOnlySpan<byte> ticket, string origin, KeyThumbprint clientKeyId, SessionMacKey macKey, TimeSpan lifetime, long started,
        TimeProvider time, RandomNumberGenerator random)
    {
        _ticket = ticket.ToArray();
        Ticket = SessionTicketField.Format(ticket);
        Origin = origin;
        ClientKeyId = clientKeyId;
        Lifetime = lifetime;
        _macKey = macKey;
        _keyId = SessionTicketField.KeyIdOf(ticket);
        _started = started;
        _time = time;
        _random = random;
    }

    /// <summary>The value of the <see cref="SessionTicketField.Name"/> header. Not secret: it is of no use without the key.</summary>
    public string Ticket { get; }

    /// <summary>The origin that the session is for.</summary>
    public string Origin { get; }

    /// <summary>The key that the client signed in with.</summary>
    public KeyThumbprint ClientKeyId { get; }

    /// <summary>How long it lives, counted from before the handshake.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>Whether requests may still be signed with it.</summary>
    public bool IsUsable => Age < Lifetime;

    /// <summary>Whether it is time to open the next one: at 80 % of the lifetime.</summary>
    public bool IsDueForRenewal => Age >= RenewAt * Lifetime;

    private TimeSpan Age => _time.GetElapsedTime(_started);

    /// <summary>
    /// Signs a request as it will be sent: with its <see cref="Ticket"/>, and if it has content with its <c>Content-Digest</c>, in place.
    /// </summary>
    /// <param name="message">The request.</param>
    /// <returns>The two fields to add; null where the session has ended: open another one. A request that is sent again is signed again.</returns>
    /// <exception cref="InvalidOperationException">
    /// A component that must be covered is missing, or holds characters that cannot be signed.
    /// </exception>
    public RequestSignatureFields? TrySign(IMessageComponents message)
    {
        SigningInput input = SigningInput.Create(message, _keyId, _time, _random);
        lock (_lock)
            return _disposed || !IsUsable ? null : input.Sign(_macKey);
    }

    /// <summary>Proves the ticket in a handshake; null where the session has ended.</summary>
    internal TicketProof? TryProve(ReadOnlySpan<byte> handshakeHash)
    {
        lock (_lock)
            return _disposed || !IsUsable ? null : TicketProof.Make(_ticket, _macKey, handshakeHash);
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _macKey.Dispose();
        }
    }
}
