using System.Globalization;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>Makes the application's answer from the outer one of a record.</summary>
internal static class ResponseOpening
{
    /// <summary>Opens an answer's head; its body opens as it is read. Null where the answer is not an authentic one to this request.</summary>
    public static async Task<HttpResponseMessage?> OpenAsync(
        HttpRequestMessage request, HttpResponseMessage outer, ClientChannel channel, SealedRequest record, CancellationToken cancellationToken)
    {
        string[] fields = outer.Headers.NonValidated.TryGetValues(RequestField.Name, out var values) ? [.. values] : [];
        if (fields.Length != 1 || record.OpenResponse(fields[0], (int)outer.StatusCode) is not { } opened)
            return null;

        HttpContent content;
        if (!ChannelBody.Exists(request.Method.Method, (int)outer.StatusCode))
        {
            opened.Body.Dispose();
            outer.Dispose();
            record.Dispose();
            content = new NoContent();
        }
        else if (outer.Content.Headers.ContentType?.MediaType != RequestHead.ContentType)
        {
            opened.Body.Dispose();
            return null; // somebody cut the body away
        }
        else if (!TryReadLength(opened.Headers, out long? length))
        {
            opened.Body.Dispose();
            throw new ChannelException("The answer's sealed Content-Length is no length: whether its body is whole could not be told.");
        }
        else
        {
            Stream frames = await outer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            content = new StreamContent(new ChannelResponseStream(frames, opened.Body, length, outer, channel, record));
        }

        return Describe(request, outer, opened.Headers, content);
    }

    private static HttpResponseMessage Describe(HttpRequestMessage request, HttpResponseMessage outer, ProtectedHeaders headers, HttpContent content)
    {
        // The outer reason phrase stays outside: nothing authenticates it.
        var response = new HttpResponseMessage(outer.StatusCode)
        {
            Content = content,
            RequestMessage = request,
            Version = outer.Version,
        };
        content.Headers.Clear();
        foreach ((string name, IReadOnlyList<string> values) in headers.Fields)
        {
            if (!response.Headers.TryAddWithoutValidation(name, values))
                content.Headers.TryAddWithoutValidation(name, values);
        }

        return response;
    }

    private static bool TryReadLength(ProtectedHeaders headers, out long? length)
    {
        length = null;
        if (!headers.Fields.TryGetValue("content-length", out IReadOnlyList<string>? values))
            return true;
        bool valid = values.Count == 1 && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && (length = value) >= 0;
        return valid;
    }
}
