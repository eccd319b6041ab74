using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>A request whose record is authentic and came for the first time. It keeps the channel's keys until it is disposed.</summary>
/// <remarks>One instance, one request, one thread at a time.</remarks>
public sealed class OpenedRequest : IDisposable
{
    private readonly ulong _number;
    private readonly UInt128 _tag;
    private readonly byte[]? _bodyData;
    private readonly ResponseNonces _nonces;
    private bool _disposed;

    /// <param name="channel">The channel that it came in, which it has entered.</param>
    /// <param name="field">Its record.</param>
    /// <param name="bodyData">What frame 0 of its body authenticates; null where it has no body.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="identity">Who signed in.</param>
    /// <param name="nonces">Where answers' nonces come from.</param>
    internal OpenedRequest(
        ServerChannel channel, RequestField field, byte[]? bodyData, ProtectedHeaders headers, QuantumIdentity? identity, ResponseNonces nonces)
    {
        Channel = channel;
        Headers = headers;
        Identity = identity;
        _number = field.Number;
        _tag = field.Tag;
        _bodyData = bodyData;
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
        if (_bodyData is null)
            return null;
        var nonce = new RecordNonce(secrets.RequestIv, _number);
        return new FrameOpener(
            new AeadLease(secrets.Symmetric, secrets.RequestBodyKey), nonce, _bodyData, Channel.MaxFramePlaintext, Channel.Received);
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
        byte[] associatedData = ResponseKeys.AssociatedData(Channel.Id, _number, _tag, status);
        using ResponseKeys keys = ResponseKeys.Derive(
            stackalloc byte[ResponseKeys.Size], secrets, Channel.Id, _number, nonce);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this); // what was derived of wiped secrets seals nothing
        var recordNonce = new RecordNonce(keys.Iv, _number);
        using Aes256Gcm headerAead = secrets.Symmetric.CreateAes256Gcm(keys.HeaderKey);
        SealedHeaders.Seal(headerAead, NonceWitness.NameOf(keys.HeaderKey), recordNonce, headers, associatedData, sealedHeaders);
        var bodyAead = new AeadLease(secrets.Symmetric, keys.BodyKey);
        var body = new FrameSealer(bodyAead, recordNonce, associatedData, Channel.MaxFramePlaintext, Channel.Sent);
        return (ResponseField.Format(new ResponseField.Parts(_number, nonce, sealedHeaders)), body);
    }

    /// <summary>Lets go of the channel's keys.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
            Channel.Exit();
    }
}
