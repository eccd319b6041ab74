using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>The body of a signed request: held in memory, checked against its digest, and given to the application from there.</summary>
internal static class SignedContent
{
    public enum Check
    {
        Matches,
        Differs,
        TooLarge,
    }

    /// <summary>Reads the whole body and compares it with the signed <c>Content-Digest</c> (RFC 9530).</summary>
    public static async Task<Check> VerifyAsync(HttpRequest request, string? digestField, int maxLength, CancellationToken cancellationToken)
    {
        if (!ContentDigest.TryParse(digestField, out ContentDigest? digest))
            return Check.Differs;
        if (request.ContentLength > maxLength)
            return Check.TooLarge;

        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > maxLength)
            {
                // An endpoint that asks for no signature still gets the whole body.
                content.Position = 0;
                request.Body = new ResumedBody(content, request.Body);
                return Check.TooLarge;
            }
        }

        content.Position = 0;
        request.Body = content;
        return digest.Verify(content.GetBuffer().AsSpan(0, (int)content.Length)) ? Check.Matches : Check.Differs;
    }
}
