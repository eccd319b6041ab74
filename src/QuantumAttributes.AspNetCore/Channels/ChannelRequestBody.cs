using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The body of a channel request: fails as ASP.NET Core's own bodies do, so that model binding answers 400 or 413. The server's limit
/// counts what the application sees, not the frames around it.
/// </summary>
internal sealed class ChannelRequestBody : OpeningStream, IHttpMaxRequestBodySizeFeature
{
    private readonly long? _length;
    private long? _limit;
    private long _read;

    private ChannelRequestBody(Stream inner, FrameOpener opener, long? length, long? limit) : base(inner, opener, length)
    {
        _length = length;
        _limit = limit;
    }

    /// <summary>Whether reading has begun: then the limit stays as it is.</summary>
    public bool IsReadOnly { get; private set; }

    /// <summary>The most bytes that the application takes; null for any number.</summary>
    public long? MaxRequestBodySize
    {
        get => _limit;
        set
        {
            if (IsReadOnly)
                throw new InvalidOperationException("The limit of a body that is being read cannot be changed.");
            if (value is { } limit)
                ArgumentOutOfRangeException.ThrowIfNegative(limit);
            _limit = value;
        }
    }

    /// <summary>Opens the body of a request, with the limit that the server has.</summary>
    /// <param name="context">The request.</param>
    /// <param name="opener">Opens its frames; disposed with the body.</param>
    /// <param name="length">Its length in bytes, where that was sealed.</param>
    public static ChannelRequestBody Open(HttpContext context, FrameOpener opener, long? length)
    {
        var server = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        long? limit = server?.MaxRequestBodySize;
        if (server is { IsReadOnly: false })
            server.MaxRequestBodySize = null; // ours holds this one too: no frame but the last is without a byte for the application
        return new ChannelRequestBody(context.Request.Body, opener, length, limit);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        IsReadOnly = true;
        if (Math.Max(_length ?? 0, _read) > _limit)
            throw TooLarge();
        int count = await base.ReadAsync(buffer, cancellationToken);
        _read += count;
        return _read > _limit ? throw TooLarge() : count;
    }

    protected override IOException CreateFailure() =>
        new BadHttpRequestException("The body is not authentic or not whole.", StatusCodes.Status400BadRequest);

    private BadHttpRequestException TooLarge() => new(
        string.Create(CultureInfo.InvariantCulture, $"Request body too large. The max request body size is {_limit} bytes."),
        StatusCodes.Status413PayloadTooLarge);
}
