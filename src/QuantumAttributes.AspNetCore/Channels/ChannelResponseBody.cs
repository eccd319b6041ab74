using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The answer to a channel request: when it starts, its headers are sealed and fresh outer ones put in their place; its body goes out as
/// frames. Only <see cref="CompleteAsync"/> ends it; an answer that breaks off reaches the client as broken.
/// </summary>
internal sealed class ChannelResponseBody : Stream, IHttpResponseBodyFeature
{
    private readonly HttpContext _context;
    private readonly OpenedRequest _request;
    private readonly IHttpResponseBodyFeature _outer;
    private readonly ILogger _logger;
    private SealingStream? _frames;
    private PipeWriter? _writer;
    private QuantumProblem? _replacement;
    private bool _discarding;
    private bool _completed;

    public ChannelResponseBody(HttpContext context, OpenedRequest request, ILogger logger)
    {
        _logger = logger;
        _context = context;
        _request = request;
        _outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();

        // The first registered runs last: after every callback of the application has had its say about the headers.
        context.Response.OnStarting(SealHeadAsync);
    }

    public Stream Stream => this;

    public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void DisableBuffering() => _outer.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _outer.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        if (_replacement is not null)
            return;
        if (_frames is not null)
            await _frames.WriteAsync(buffer, cancellationToken);
        else if (!_discarding && !buffer.IsEmpty)
            throw new InvalidOperationException($"An answer with status {_context.Response.StatusCode} has no body.");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (_frames is not null)
            await _frames.FlushAsync(cancellationToken);
    }

    /// <summary>Forgets what was written and has not started to go out, so that an answer of ours can take its place.</summary>
    public async Task ResetAsync()
    {
        if (_writer is not null)
            await _writer.CompleteAsync(new OperationCanceledException("Another answer takes its place."));
        _writer = null;
    }

    /// <summary>Ends the answer: starts it if nothing has, writes what is buffered and the last frame.</summary>
    public async Task CompleteAsync()
    {
        if (_completed)
            return;
        if (_writer is not null)
            await _writer.CompleteAsync();
        await StartAsync(_context.RequestAborted);
        _completed = true;
        if (_frames is not null)
        {
            if (_replacement is not null)
                await _frames.WriteAsync(_replacement.Body, _context.RequestAborted);
            await _frames.CompleteAsync(_context.RequestAborted);
        }

        await _outer.CompleteAsync();
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("Synchronous operations are disallowed. Call WriteAsync.");

    public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed. Call FlushAsync.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _frames?.Dispose();
        base.Dispose(disposing);
    }

    private Task SealHeadAsync()
    {
        HttpResponse response = _context.Response;
        (ResponseField field, FrameSealer body) = SealHead(response);
        response.Headers.Clear();
        response.Headers[RequestField.Name] = field.ToString();
        response.Headers.CacheControl = "no-store, no-transform";
        _discarding = HttpMethods.IsHead(_context.Request.Method);
        if (ChannelBody.Exists(_context.Request.Method, response.StatusCode))
        {
            response.ContentType = RequestHead.ContentType;
            _frames = new SealingStream(_outer.Stream, body);
        }
        else
        {
            body.Dispose();
        }

        return Task.CompletedTask;
    }

    // Headers that cannot be sealed must not become an answer outside the channel, which the client could not believe.
    private (ResponseField Field, FrameSealer Body) SealHead(HttpResponse response)
    {
        try
        {
            return _request.SealResponse(response.StatusCode, Collect(response.Headers));
        }
        catch (Exception e) when (e is ChannelException or ArgumentException or OverflowException)
        {
            QuantumLog.AnswerNotSealable(_logger, e);
            _replacement = QuantumProblem.ServerError;
            response.Headers.Clear();
            _replacement.WriteHead(response);
            return _request.SealResponse(response.StatusCode, Collect(response.Headers));
        }
    }

    private static ProtectedHeaders Collect(IHeaderDictionary headers)
    {
        var inner = new ProtectedHeaders();
        foreach ((string name, StringValues values) in headers)
        {
            string[] present = [.. values.Where(value => value is not null).Cast<string>()];
            if (present.Length > 0 && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                inner.Add(name, present);
        }

        return inner;
    }
}
