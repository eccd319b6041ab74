using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>
/// Takes down an answer while it goes out. Where its connection breaks it goes on, for the client that comes back; only
/// <see cref="FinishAsync"/> makes it whole.
/// </summary>
internal sealed class AnswerRecording : Stream, IHttpResponseBodyFeature
{
    private readonly HttpContext _context;
    private readonly IHttpResponseBodyFeature _outer;
    private readonly CancellationToken _connectionLost;
    private readonly int _maxLength;
    private readonly MemoryStream _body = new();
    private PipeWriter? _writer;
    private int _status;
    private ProtectedHeaders? _headers;
    private bool _started;
    private bool _tooLong;

    /// <summary>Begins to take down the answer of a context that has not started to answer.</summary>
    public AnswerRecording(HttpContext context, int maxLength, CancellationToken connectionLost)
    {
        _context = context;
        _outer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _connectionLost = connectionLost;
        _maxLength = maxLength;

        // Runs after the application's own callbacks, and before those that describe this one exchange.
        context.Response.OnStarting(TakeHeadAsync);
    }

    public Stream Stream => this;

    public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void DisableBuffering() => _outer.DisableBuffering();

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _outer.StartAsync(cancellationToken);
        }
        catch (Exception e) when (IsLoss(e))
        {
        }
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    // The last frame waits until the answer is kept: whoever has the whole answer can rely on getting it again.
    public Task CompleteAsync() => FlushWriterAsync();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _tooLong |= _body.Length + buffer.Length > _maxLength;
        if (_tooLong)
            _body.SetLength(0);
        else
            _body.Write(buffer.Span);
        try
        {
            await _outer.Stream.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsLoss(e))
        {
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _outer.Stream.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (IsLoss(e))
        {
        }
    }

    /// <summary>Writes out what is buffered and returns the whole answer; null where it is too long to be kept, or could not be sealed.</summary>
    public async Task<KeptAnswer?> FinishAsync()
    {
        await FlushWriterAsync();
        await StartAsync(CancellationToken.None);
        if (!_started)
            await TakeHeadAsync(); // its connection was lost before anything could start
        return _headers is null || _tooLong ? null : new KeptAnswer(_status, _headers, _body.ToArray());
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("Synchronous operations are disallowed. Call WriteAsync.");

    public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed. Call FlushAsync.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // What is still buffered of an answer that broke off does not go out: another takes its place, or none.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _writer?.Complete(new OperationCanceledException("The answer broke off."));
        base.Dispose(disposing);
    }

    private bool IsLoss(Exception exception) =>
        _connectionLost.IsCancellationRequested && exception is IOException or OperationCanceledException or ObjectDisposedException;

    private async Task FlushWriterAsync()
    {
        if (_writer is not null)
            await _writer.CompleteAsync();
    }

    private Task TakeHeadAsync()
    {
        _started = true;
        _status = _context.Response.StatusCode;
        try
        {
            var headers = new ProtectedHeaders();
            ChannelResponseBody.Collect(_context.Response.Headers, headers);
            _headers = headers.EncodedSize <= ProtectedHeaders.MaxEncodedSize ? headers : null;
        }
        catch (ArgumentException)
        {
            _headers = null; // no answer in a channel can have these: the client gets status 500
        }

        return Task.CompletedTask;
    }
}
