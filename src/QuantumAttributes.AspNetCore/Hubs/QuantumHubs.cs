using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>The hubs whose connections are ours, and their endpoints. Safe to use from several threads.</summary>
internal sealed class QuantumHubs(IEnumerable<HubRegistration> registrations, HubTokens tokens, IOptions<QuantumOptions> options)
{
    private static readonly AllowAnonymousAttribute _anonymous = new();

    private readonly Dictionary<Type, HubRegistration> _hubs = registrations.DistinctBy(hub => hub.HubType).ToDictionary(hub => hub.HubType);
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _secured = [];

    /// <summary>Every hub; one that was registered twice comes twice, with the policies of each.</summary>
    public IReadOnlyList<HubRegistration> All { get; } = [.. registrations];

    /// <summary>The hub that an endpoint leads to; null where it is none of ours.</summary>
    public HubRegistration? Find(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is { } metadata ? _hubs.GetValueOrDefault(metadata.HubType) : null;

    /// <summary>Whether a hub is one of ours.</summary>
    public bool Contains(Type hubType) => _hubs.ContainsKey(hubType);

    /// <summary>
    /// The endpoint that takes the place of a hub's own. In a channel nobody can sign in before the handshake: what the hub demands by our attributes
    /// is then demanded there, and no longer of the HTTP request; what it demands otherwise stays. Transports that cannot carry a channel are switched
    /// off.
    /// </summary>
    public Endpoint Secure(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HubDemands>() is not null
        ? endpoint
        : _secured.GetValue(endpoint, MakeSecured);

    private Endpoint MakeSecured(Endpoint endpoint)
    {
        EndpointMetadataCollection metadata = endpoint.Metadata;
        bool inChannel = metadata.GetMetadata<IQuantumChannelMetadata>() is not null;
        if (inChannel && metadata.GetMetadata<HttpConnectionDispatcherOptions>() is { } dispatcher)
            Restrain(dispatcher);
        bool isOpen = metadata.GetMetadata<IAllowAnonymous>() is not null;
        IReadOnlyList<IAuthorizeData> demands = metadata.GetOrderedMetadata<IAuthorizeData>();
        List<IAuthorizeData> ours = [.. demands.Where(IsOurs)];
        var added = new List<object>();
        if (ours.Count == 0 && !isOpen && options.Value.Hubs.RequireAuth)
        {
            var attribute = new QuantumAuthAttribute();
            ours.Add(attribute);
            if (!inChannel)
                added.Add(attribute);
        }

        if (inChannel && !isOpen && demands.All(IsOurs) && !DemandsOtherwise(metadata))
            added.Add(_anonymous); // no fallback policy asks the HTTP request for what the handshake is asked for
        added.Add(new HubDemands(inChannel, ours));
        IEnumerable<object> kept = metadata.Where(item => !inChannel || item is not IAuthorizeData data || !IsOurs(data));
        return new Endpoint(WithTokens(endpoint.RequestDelegate), new EndpointMetadataCollection([.. kept, .. added]), endpoint.DisplayName);
    }

    // Behind authentication, which knows whose request it is.
    private RequestDelegate? WithTokens(RequestDelegate? hub) => hub is null ? null : context =>
        tokens.IsOfAnother(context.Request, CallerKey.Find(context.User)) ? QuantumProblem.Forbidden.WriteAsync(context) : hub(context);

    private static bool DemandsOtherwise(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<AuthorizationPolicy>() is not null || metadata.GetMetadata<IAuthorizationRequirementData>() is not null;

    // Server-sent events are text, and stateful reconnects send again what was written before it was sealed.
    private static void Restrain(HttpConnectionDispatcherOptions dispatcher)
    {
        dispatcher.AllowStatefulReconnects = false;
        dispatcher.Transports &= ~HttpTransportType.ServerSentEvents;
    }

    private static bool IsOurs(IAuthorizeData data) => data.Policy?.StartsWith(QuantumAuthAttribute.PolicyPrefix, StringComparison.Ordinal) == true;
}
