using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>A request sealed under its own number, and what opens its answer. It keeps the channel's keys until it is disposed.</summary>
/// <remarks>One instance, one request, one thread at a time.</remarks>
public sealed class SealedRequest : IDisposable
{
    private readonly ClientChannel _channel;
    private readonly byte[] _associatedData;
    private readonly bool _hasBody;
    private bool _bodySealed;
    private bool _disposed;

    internal SealedRequest(ClientChannel channel, RequestField field, ProtectedHeaders headers, byte[] associatedData, bool hasBody)
    {
        _channel = channel;
        Field = field;
        Headers = headers;
        _associatedData = associatedData;
        _hasBody = hasBody;
    }

    /// <summary>The value of the request's <see cref="RequestField.Name"/> header.</summary>
    public RequestField Field { get; }

    /// <summary>The protected headers that were sealed.</summary>
    public ProtectedHeaders Headers { get; }

    /// <summary>Seals the body's frames, or null where the request has no body.</summary>
    /// <exception cref="InvalidOperationException">It was called before: two bodies would have one set of nonces.</exception>
    /// <exception cref="ObjectDisposedException">The request has let go of the keys.</exception>
    public FrameSealer? SealBody()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_hasBody)
            return null;
        if (_bodySealed)
            throw new InvalidOperationException("A request's body is sealed once.");
        _bodySealed = true;
        ChannelSecrets secrets = _channel.Secrets;
        var nonce = new RecordNonce(secrets.RequestIv, Field.Number);
        return new FrameSealer(
            new AeadLease(secrets.Symmetric, secrets.RequestBodyKey), nonce, _associatedData, _channel.MaxFramePlaintext, _channel.Sent);
    }

    /// <summary>Opens the head of the answer, and gives what opens its body.</summary>
    /// <param name="field">The value of the answer's <see cref="RequestField.Name"/> header.</param>
    /// <param name="status">The answer's status.</param>
    /// <returns>Null where the answer is not one to this request.</returns>
    public OpenedResponse? OpenResponse(string field, int status)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (ResponseField.Parse(field) is not { } response || response.Number != Field.Number)
            return null;
        ChannelSecrets secrets = _channel.Secrets;
        byte[] associatedData = ResponseKeys.AssociatedData(_channel.Id, Field.Number, Field.Tag, status);
        using ResponseKeys keys = ResponseKeys.Derive(
            stackalloc byte[ResponseKeys.Size], secrets, _channel.Id, Field.Number, response.Nonce.Span);
        var nonce = new RecordNonce(keys.Iv, Field.Number);
        using Aes256Gcm headerAead = secrets.Symmetric.CreateAes256Gcm(keys.HeaderKey);
        var plaintext = new byte[response.Sealed.Length - Frame.TagSize];
        if (!SealedHeaders.TryOpen(headerAead, nonce, response.Sealed.Span, associatedData, plaintext)
            || ProtectedHeaders.Decode(plaintext) is not { } headers)
        {
            return null;
        }

        _channel.Answered(Field.Number);
        var bodyAead = new AeadLease(secrets.Symmetric, keys.BodyKey);
        var body = new FrameOpener(bodyAead, nonce, associatedData, _channel.MaxFramePlaintext, _channel.Received);
        return new OpenedResponse(headers, body);
    }

    /// <summary>Lets go of the channel's keys.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
            _channel.Release(Field.Number);
    }
}
