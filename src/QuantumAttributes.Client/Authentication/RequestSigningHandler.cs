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
        if (!repeatable || !SignInChallenge.Names(response, "signature"))
            return response;
        response.Dispose();
        await SignAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await SignedRequest.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
        RequestSignatureFields fields = _signer.Sign(new HttpRequestMessageComponents(request));
        SignedRequest.Complete(request, fields);
    }
}
