using System.Buffers.Binary;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Integration.Tests.Wire;

/// <summary>Changes the frames of answers between the wire and the channel; without a rewriting, it takes body and content type away.</summary>
internal sealed class AnswerRewriter(Func<byte[], byte[]>? rewrite, List<byte[]> frames, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType != RequestHead.ContentType)
            return response;
        if (rewrite is null)
        {
            response.Content = new ByteArrayContent([]);
            return response;
        }

        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        for (int at = 0; at < body.Length; at += frames[^1].Length)
            frames.Add(body[at..(at + Frame.HeadSize + (int)(BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(at)) & 0x7FFF_FFFF))]);
        var content = new ByteArrayContent(rewrite(body));
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }
}
