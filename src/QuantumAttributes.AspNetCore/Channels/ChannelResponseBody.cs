using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The answer to a channel request: when it starts, its headers are sealed and fresh outer ones put in their place; its body goes out as
/// frames. Only <see cref="CompleteAsync"/> ends it; an answer that breaks off reaches the client as broken.
/// </summary>
internal sealed class ChannelResponseBody : IHttpResponseBodyFeature, IDisposable
{
    // Where a thread collects what it seals in the same moment: empty else.
    [ThreadStatic]
    private static ProtectedHeaders? _spareHeaders;

    private readonly HttpContext _context;
    private readonly OpenedRequest _request;
    private readonly ChannelResponse _head;
    private readonly string? _policy;
    private readonly IHttpResponseBodyFeature _outer;
    private readonly IHeaderDictionary _serversHeaders;
    private readonly ILogger _logger;
    private ResponseStream? _stream;
    private ResponseWriter? _writer;
    private SealingStream? _frames;
    private QuantumProblem? _replacement;
    private long? _declaredLength;
    private long _length;
    private bool _discarding;
    private bool _ended;
    private bool _completed;

    /// <summary>Takes the place of the server's own answer.</summary>
    /// <param name="context">The request's context.</param>
    /// <param name="request">The request that is answered.</param>
    /// <param name="policy">
    /// The <c>Quantum-Policy</c> field (protocol.md §7), from which on the client takes no answer of this origin outside a channel; null: none.
    /// </param>
    /// <param name="logger">Where what goes wrong is said.</param>
    public ChannelResponseBody(HttpContext context, OpenedRequest request, string? policy, ILogger logger)
    {
        _logger = logger;
        _policy = policy;
        _context = context;
        _request = request;
        _outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _serversHeaders = context.Response.Headers;
        _head = new ChannelResponse(context.Features.GetRequiredFeature<IHttpResponseFeature>());
        context.Response.OnStarting(static body => ((ChannelResponseBody)body).SealHeadAsync(), this);
        context.Features.Set<IHttpResponseFeature>(_head);
        context.Features.Set<IHttpResponseBodyFeature>(this);
    }

    /// <summary>Sends each write at once, as the server's own stream does.</summary>
    public Stream Stream => _stream ??= new ResponseStream(WriteAsync, FlushAsync);

    public PipeWriter Writer => _writer ??= new ResponseWriter(this);

    private bool HasBody => ChannelBody.Exists(_context.Request.Method, _context.Response.StatusCode);

    public void DisableBuffering() => _outer.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _outer.StartAsync(cancellationToken);

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await FlushWriterAsync(cancellationToken);
        await SendFileFallback.SendFileAsync(new ResponseStream(SendAsync, FlushFramesAsync), path, offset, count, cancellationToken);
        await FlushFramesAsync(cancellationToken);
    }

    /// <summary>Forgets the answer, which has not started, so that one of ours can take its place, whatever stream the application left there.</summary>
    public void Reset()
    {
        _writer?.Reset();
        _context.Features.Set<IHttpResponseBodyFeature>(this);
        _context.Response.Clear();
    }

    /// <summary>Ends the answer: starts it if nothing has, writes what is buffered and the last frame.</summary>
    /// <exception cref="InvalidOperationException">The body is shorter than its <c>Content-Length</c> says.</exception>
    public async Task CompleteAsync()
    {
        if (_completed)
            return;
        if (!_head.HasStarted)
            CheckWhole(_writer?.UnflushedBytes ?? 0);
        if (_writer is not null)
            await _writer.CompleteAsync();
        await StartAsync(_context.RequestAborted);
        if (_frames is not null)
        {
            if (_replacement is not null)
                await _frames.WriteAsync(_replacement.Body, _context.RequestAborted);
            else if (_length < _declaredLength)
                throw Mismatch(_length, _declaredLength);
            await EndAsync(_frames, _context.RequestAborted);
        }

        _completed = true;
        await _outer.CompleteAsync();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _frames?.Dispose();
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await FlushWriterAsync(cancellationToken);
        await SendAsync(buffer, cancellationToken);
        await FlushFramesAsync(cancellationToken);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await FlushWriterAsync(cancellationToken);
        await FlushFramesAsync(cancellationToken);
    }

    // What was written by the writer comes before what is written to the stream after it.
    private async ValueTask FlushWriterAsync(CancellationToken cancellationToken)
    {
        if (_writer is { UnflushedBytes: > 0 })
            await _writer.FlushAsync(cancellationToken);
    }

    /// <summary>Lets a flush that waits for the client go on.</summary>
    internal void CancelPendingFlush() => _outer.Writer.CancelPendingFlush();

    /// <summary>Seals bytes, and sends them where a frame is full.</summary>
    internal async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_head.HasStarted && HasBody && buffer.Length > _context.Response.ContentLength)
            throw Mismatch(buffer.Length, _context.Response.ContentLength); // while another answer can take its place
        await StartAsync(cancellationToken);
        if (_replacement is not null)
            return;
        if (_frames is not null)
        {
            _length += buffer.Length;
            if (_length > _declaredLength)
                throw Mismatch(_length, _declaredLength);
            if (!buffer.IsEmpty)
                await _frames.WriteAsync(buffer, cancellationToken);
        }
        else if (!_discarding && !buffer.IsEmpty)
        {
            throw new InvalidOperationException($"An answer with status {_context.Response.StatusCode} has no body.");
        }
    }

    /// <summary>Sends what is sealed; before anything, the head.</summary>
    internal async Task FlushFramesAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (_frames is null || _ended)
            return;

        // The byte that makes up the declared length is the last: the client need not wait for the handler to say so.
        if (_replacement is null && _length == _declaredLength)
            await EndAsync(_frames, cancellationToken);
        else
            await _frames.FlushAsync(cancellationToken);
    }

    private async ValueTask EndAsync(SealingStream frames, CancellationToken cancellationToken)
    {
        if (_ended)
            return;
        _ended = true;
        await frames.CompleteAsync(cancellationToken);
        await _outer.CompleteAsync();
    }

    // An answer that is whole before it starts has its length, or is found wrong while another can take its place.
    private void CheckWhole(long length)
    {
        HttpResponse response = _context.Response;
        if (HasBody && response.ContentLength > length)
            throw Mismatch(length, response.ContentLength);
        if (length == 0 && response is { ContentLength: null, StatusCode: >= 200 and not (204 or 304) } && !HttpMethods.IsHead(_context.Request.Method))
            response.ContentLength = 0;
    }

    private static InvalidOperationException Mismatch(long length, long? declared) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The body has {length} bytes; its Content-Length says {declared}."));

    private async Task SealHeadAsync()
    {
        HttpResponse response = _context.Response;
        await DoBeforeStartAsync(response);
        long? declared = response.ContentLength;
        (string field, FrameSealer body) = SealHead(response);
        response.Headers.Clear();
        response.Headers[RequestField.Name] = field;
        response.Headers.CacheControl = "no-store, no-transform";
        _discarding = HttpMethods.IsHead(_context.Request.Method);
        if (HasBody)
        {
            response.ContentType = RequestHead.ContentType;
            _frames = new SealingStream(_outer.Writer, body);
            _declaredLength = declared;
        }
        else
        {
            body.Dispose();
        }
    }

    private async Task DoBeforeStartAsync(HttpResponse response)
    {
        try
        {
            await _head.StartAsync();
            QuantumStatusHeader.Add(_context);
            if (_policy is not null)
                response.Headers[PolicyField.Name] = _policy;
        }
        catch (Exception e)
        {
            QuantumLog.RequestFailed(_logger, e);
            Replace(response);
        }
    }

    // Headers that cannot be sealed must not become an answer outside the channel, which the client could not believe.
    private (string Field, FrameSealer Body) SealHead(HttpResponse response)
    {
        try
        {
            return Seal(response);
        }
        catch (Exception e) when (e is ChannelException or ArgumentException or OverflowException)
        {
            QuantumLog.AnswerNotSealable(_logger, e);
            Replace(response);
            return Seal(response);
        }
    }

    private (string Field, FrameSealer Body) Seal(HttpResponse response)
    {
        ProtectedHeaders inner = _spareHeaders ?? new ProtectedHeaders();
        _spareHeaders = null;
        try
        {
            CollectAll(response.Headers, inner);
            return _request.SealResponse(response.StatusCode, inner);
        }
        finally
        {
            inner.Clear();
            _spareHeaders = inner;
        }
    }

    private void Replace(HttpResponse response)
    {
        _replacement = QuantumProblem.ServerError;
        response.Headers.Clear();
        _replacement.WriteHead(response);
    }

    // Those of the server itself in one go, since an enumerator of them is an object; but an application may have put others there.
    private void CollectAll(IHeaderDictionary headers, ProtectedHeaders inner)
    {
        if (!ReferenceEquals(headers, _serversHeaders))
        {
            Collect(headers, inner);
            return;
        }

        int count = headers.Count;
        KeyValuePair<string, StringValues>[] pairs = ArrayPool<KeyValuePair<string, StringValues>>.Shared.Rent(count);
        try
        {
            headers.CopyTo(pairs, 0);
            foreach ((string name, StringValues values) in pairs.AsSpan(0, count))
                Collect(name, values, inner);
        }
        finally
        {
            ArrayPool<KeyValuePair<string, StringValues>>.Shared.Return(pairs, clearArray: true);
        }
    }

    /// <summary>Adds the header fields as an answer in a channel has them.</summary>
    /// <exception cref="ArgumentException">A name or a value is none that HTTP allows.</exception>
    internal static void Collect(IHeaderDictionary headers, ProtectedHeaders inner)
    {
        foreach ((string name, StringValues values) in headers)
            Collect(name, values, inner);
    }

    private static void Collect(string name, StringValues values, ProtectedHeaders inner)
    {
        if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            return;
        if (values.Count == 1)
        {
            if (values[0] is { } value)
                inner.Add(name, value);
            return;
        }

        string[] present = [.. values.Where(value => value is not null).Cast<string>()];
        if (present.Length > 0)
            inner.Add(name, present);
    }
}
