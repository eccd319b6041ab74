using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>The body of a channel request: fails as ASP.NET Core's own bodies do, so that model binding answers 400.</summary>
internal sealed class ChannelRequestBody(Stream inner, FrameOpener opener, long? length) : OpeningStream(inner, opener, length)
{
    protected override IOException CreateFailure() =>
        new BadHttpRequestException("The body is not authentic or not whole.", StatusCodes.Status400BadRequest);
}
