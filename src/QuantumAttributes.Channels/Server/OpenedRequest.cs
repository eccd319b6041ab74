using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>A request whose record is authentic and came for the first time. It keeps the channel's keys until it is disposed.</summary>
/// <remarks>One instance, one request, one thread at a time.</remarks>
public sealed class OpenedRequest : IDisposable
{
    private readonly RequestField _field;
    private readonly byte[] _associatedData;
    private readonly bool _hasBody;
    private readonly ResponseNonces _nonces;
    private bool _disposed;

    internal OpenedRequest(
        ServerChannel channel, RequestField field, byte[] associatedData, bool hasBody, ProtectedHeaders headers, QuantumIdentity? identity,
        ResponseNonces nonces)
    {
        Channel = channel;
        Headers = headers;
        Identity = identity;
        _field = field;
        _associatedData = associatedData;
        _hasBody = hasBody;
        _nonces = nonces;
    }

    /// <summary>The channel that it came in.</summary>
    public ServerChannel Channel { get; }

    /// <summary>The request's protected headers.</summary>
    public ProtectedHeaders Headers { get; }

    /// <summary>Who signed the channel's handshake, as the store knows them now; null where nobody did.</summary>
    public QuantumIdentity? Identity { get; }

    /// <summary>Opens the body's frames, or null where the request has no body. To be called once.</summary>
    /// <exception cref="ObjectDisposedException">The request has let go of the keys.</exception>
    public FrameOpener? OpenBody()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ChannelSecrets secrets = Channel.Secrets;
        if (!_hasBody)
            return null;
        var nonce = new RecordNonce(secrets.RequestIv, _field.Number);
        return new FrameOpener(
            new AeadLease(secrets.Symmetric, secrets.RequestBodyKey), nonce, _associatedData, Channel.MaxFramePlaintext, Channel.Received);
    }

    /// <summary>Seals the head of the answer with fresh keys.</summary>
    /// <returns>The value of the answer's <see cref="RequestField.Name"/> header (<see cref="ResponseField"/>), and what seals its body.</returns>
    /// <exception cref="ChannelException">The headers do not fit into a record.</exception>
    /// <exception cref="ObjectDisposedException">The request has let go of the keys.</exception>
    public (string Field, FrameSealer Body) SealResponse(int status, ProtectedHeaders headers)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ChannelSecrets secrets = Channel.Secrets;
        Span<byte> sealedHeaders = stackalloc byte[SealedHeaders.MaxSize];
        sealedHeaders = sealedHeaders[..SealedHeaders.SizeOf(headers)];
        Span<byte> nonce = stackalloc byte[ResponseField.NonceSize];
        _nonces.Take(nonce);
        byte[] associatedData = ResponseKeys.AssociatedData(Channel.Id, _field.Number, _field.Sealed.Span, status);
        using ResponseKeys keys = ResponseKeys.Derive(
            stackalloc byte[ResponseKeys.Size], secrets, Channel.Id, _field.Number, nonce);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this); // what was derived of wiped secrets seals nothing
        var recordNonce = new RecordNonce(keys.Iv, _field.Number);
        using Aes256Gcm headerAead = secrets.Symmetric.CreateAes256Gcm(keys.HeaderKey);
        SealedHeaders.Seal(headerAead, NonceWitness.NameOf(keys.HeaderKey), recordNonce, headers, associatedData, sealedHeaders);
        var bodyAead = new AeadLease(secrets.Symmetric, keys.BodyKey);
        var body = new FrameSealer(bodyAead, recordNonce, associatedData, Channel.MaxFramePlaintext, Channel.Sent);
        return (ResponseField.Format(new ResponseField.Parts(_field.Number, nonce, sealedHeaders)), body);
    }

    /// <summary>Lets go of the channel's keys.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
            Channel.Exit();
    }
}
