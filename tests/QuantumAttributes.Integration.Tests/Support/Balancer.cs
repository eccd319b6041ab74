using System.Net;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What stands before the servers of a farm: passes each request on to the one that a test says.</summary>
internal sealed class Balancer : DelegatingHandler
{
    private readonly List<string> _passed = [];

    public Balancer(QuantumServer target)
        : base(new SocketsHttpHandler { AllowAutoRedirect = false }) => Target = target;

    public QuantumServer Target { get; set; }

    /// <summary>Where everything goes from the next request on, whose answer is lost.</summary>
    public QuantumServer? FailOverTo { get; set; }

    /// <summary>The paths of what was passed on, in order.</summary>
    public IReadOnlyList<string> Passed => _passed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri!;
        _passed.Add(uri.AbsolutePath);
        request.Headers.Host = uri.Authority;
        request.RequestUri = new UriBuilder(uri) { Host = "127.0.0.1", Port = Target.Port }.Uri;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        request.RequestUri = uri; // a client is not to take it for a redirect
        if (FailOverTo is not { } other)
            return response;
        response.Dispose();
        (Target, FailOverTo) = (other, null);
        return new HttpResponseMessage(HttpStatusCode.BadGateway) { RequestMessage = request };
    }
}
