using System.Net.Http.Headers;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Client.Authentication;

/// <summary>What a signature needs of a request, and the fields that it gets.</summary>
internal static class SignedRequest
{
    /// <summary>Reads the body, if there is one, into memory, and puts its digest (RFC 9530) in place.</summary>
    public static async Task PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
            return;
        byte[] bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.Remove(RequestSignatureProfile.ContentDigestField);
        Replace(request.Headers, RequestSignatureProfile.ContentDigestField, ContentDigest.Create(bytes).ToString());
    }

    /// <summary>Adds the signature, in place of an earlier one.</summary>
    public static void Complete(HttpRequestMessage request, RequestSignatureFields fields)
    {
        Replace(request.Headers, RequestSignatureProfile.SignatureInputField, fields.SignatureInput);
        Replace(request.Headers, RequestSignatureProfile.SignatureField, fields.Signature);
    }

    public static void Replace(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
