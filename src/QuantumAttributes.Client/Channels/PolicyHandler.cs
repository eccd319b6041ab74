namespace QuantumAttributes.Client.Channels;

/// <summary>
/// Stands where a client has no channel: lets no request out to an origin, and no answer in from one, that is known to take a channel only.
/// </summary>
internal sealed class PolicyHandler(OriginPolicies policies) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request, sent: false);
        return Checked(request, base.Send(request, cancellationToken));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request, sent: false);
        return Checked(request, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    // A redirect underneath may have led to another origin.
    private HttpResponseMessage Checked(HttpRequestMessage request, HttpResponseMessage response)
    {
        try
        {
            Check(response.RequestMessage ?? request, sent: true);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private void Check(HttpRequestMessage request, bool sent)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } uri)
            policies.CheckOutside(uri, sent);
    }
}
