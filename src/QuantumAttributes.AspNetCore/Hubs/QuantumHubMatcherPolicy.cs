using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Status;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// Guards the endpoints of hubs, negotiation and transports alike: pages of foreign origins are refused, and so are server-sent events where the hub
/// demands a channel. Works without any <c>Use…</c> call of the application.
/// </summary>
internal sealed class QuantumHubMatcherPolicy(QuantumHubs hubs, HubTokens tokens, QuantumOrigins origins, IOptions<QuantumOptions> options)
    : MatcherPolicy, IEndpointSelectorPolicy
{
    private const string EventStream = "text/event-stream";

    private static readonly Endpoint _foreignOrigin = Refusal(QuantumProblem.ForeignOrigin);
    private static readonly Endpoint _foreignToken = Refusal(QuantumProblem.Forbidden);
    private static readonly Endpoint _eventStream = Refusal(QuantumProblem.HubTransport);

    // Before the policy of channels, which has nothing to ask of these endpoints.
    public override int Order => int.MaxValue - 101;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        ContainsDynamicEndpoints(endpoints) || endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint.Metadata.GetMetadata<HubMetadata>() is { } metadata)
                candidates.ReplaceEndpoint(i, Judge(httpContext.Request, candidates[i].Endpoint, metadata.HubType), candidates[i].Values);
        }

        return Task.CompletedTask;
    }

    private Endpoint Judge(HttpRequest request, Endpoint endpoint, Type hubType)
    {
        if (tokens.IsOfAnother(request, hubType))
            return _foreignToken; // also at hubs that are none of ours
        if (!hubs.Contains(hubType))
            return endpoint;
        if (!IsAllowed(request.Headers.Origin))
            return _foreignOrigin;
        Endpoint hub = hubs.Secure(endpoint);
        bool inChannel = hub.Metadata.GetMetadata<HubDemands>()!.Channel;
        return inChannel && Accepts(request, EventStream) ? _eventStream : hub;
    }

    // Who is no browser names none; "null" is what a browser says of a page whose origin it will not tell.
    private bool IsAllowed(StringValues origin) => origin.Count switch
    {
        0 => true,
        1 => Contains(origins.All, origin[0]) || Contains(options.Value.Hubs.AllowedOrigins, origin[0]),
        _ => false,
    };

    private static bool Contains(IEnumerable<string> allowed, string? origin) =>
        allowed.Any(one => string.Equals(one, origin, StringComparison.OrdinalIgnoreCase));

    private static bool Accepts(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted)
        && accepted.Any(range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    private static Endpoint Refusal(QuantumProblem problem) =>
        new(problem.WriteAsync, new EndpointMetadataCollection(new AllowAnonymousAttribute()), $"{problem.Status} {problem.Name}");
}
