using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Authentication;

/// <summary>Signs requests (RFC 9421): each, or those that the server asks for, which are then sent again.</summary>
internal sealed class RequestSigningHandler(
    SigningKey key, bool always, TimeProvider time, RandomNumberGenerator random, ClassicalSigner? classical = null) : DelegatingHandler
{
    // As much as a server checks by default; longer bodies are not held here to be sent again.
    private const int MaxRepeatable = 1024 * 1024;

    private readonly RequestSigner _signer = new(key, time, random, classical);

    /// <summary>Not supported: without this, a synchronous call would go out unsigned.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Signing requests is asynchronous. Call SendAsync.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (always)
        {
            await SignAsync(request, cancellationToken).ConfigureAwait(false);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        bool repeatable = request.Content is null or JsonContent || request.Content.Headers.ContentLength <= MaxRepeatable;
        if (repeatable && request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!repeatable || !AsksForSignature(response))
            return response;
        response.Dispose();
        await SignAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            byte[] bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            content.Headers.ContentType ??= new MediaTypeHeaderValue("application/octet-stream");
            content.Headers.Remove(RequestSignatureProfile.ContentDigestField);
            Replace(request.Headers, RequestSignatureProfile.ContentDigestField, ContentDigest.Create(bytes).ToString());
        }

        RequestSignatureFields fields = _signer.Sign(new HttpRequestMessageComponents(request));
        Replace(request.Headers, RequestSignatureProfile.SignatureInputField, fields.SignatureInput);
        Replace(request.Headers, RequestSignatureProfile.SignatureField, fields.Signature);
    }

    private static void Replace(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }

    // 401 with: WWW-Authenticate: Quantum algs="…", mechanisms="… signature"
    private static bool AsksForSignature(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        && response.Headers.WwwAuthenticate.Any(challenge =>
            challenge.Scheme == "Quantum" && challenge.Parameter is { } parameter && Mechanisms(parameter).Contains("signature"));

    private static string[] Mechanisms(string parameter)
    {
        const string Start = "mechanisms=\"";
        int start = parameter.IndexOf(Start, StringComparison.Ordinal);
        int end = start < 0 ? -1 : parameter.IndexOf('"', start + Start.Length);
        return end < 0 ? [] : parameter[(start + Start.Length)..end].Split(' ');
    }
}
