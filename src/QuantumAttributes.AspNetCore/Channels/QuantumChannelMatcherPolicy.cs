using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using QuantumAttributes.AspNetCore.Hubs;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.AspNetCore.Status;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Guards endpoints that demand a channel: where there is none, routing arrives at a refusal instead. Works without any
/// <c>Use…</c> call of the application.
/// </summary>
internal sealed class QuantumChannelMatcherPolicy(DowngradePolicy policy, QuantumHubs hubs) : MatcherPolicy, IEndpointSelectorPolicy
{
    private static readonly Endpoint Refusal = new(
        QuantumProblem.ChannelRequired.WriteAsync,
        new EndpointMetadataCollection(new QuantumChannelAttribute(), new AllowAnonymousAttribute()), // which lets nobody in but to the refusal
        "426 quantum channel required");

    // After the policies that look at method, host and content type: what they would refuse, they refuse.
    public override int Order => int.MaxValue - 100;

    // Which endpoints dynamic ones stand for is known only when a request comes; by then those are the candidates.
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => ContainsDynamicEndpoints(endpoints) || endpoints.Any(endpoint =>
        endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is not null || IsUncompiledPage(endpoint));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (httpContext.Features.Get<IQuantumChannelFeature>() is not null)
            return Task.CompletedTask;
        bool first = true;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            if (candidates[i].Endpoint.Metadata.GetMetadata<IQuantumChannelMetadata>() is not null && !HasOwnChannel(candidates[i].Endpoint))
                Judge(candidates, i, isChosen: first);
            first = false;
        }

        return Task.CompletedTask;
    }

    // Candidates come best first, and the first is the one that a waiver lets answer.
    private void Judge(CandidateSet candidates, int i, bool isChosen)
    {
        Endpoint endpoint = candidates[i].Endpoint;
        if (policy.Find(endpoint) is not { } waiver)
            candidates.ReplaceEndpoint(i, Refusal, candidates[i].Values);
        else if (isChosen)
            policy.Use(waiver, WaiverKinds.Channel, endpoint);
    }

    // The connection of a hub that our handler runs: the requests carry none, their connection makes one.
    private bool HasOwnChannel(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HubDemands>() is { Channel: true } && hubs.Find(endpoint) is not null;

    // A Razor page that is compiled at its first request is not marked as dynamic, and says only then what its class carries.
    private static bool IsUncompiledPage(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not (null or CompiledPageActionDescriptor);
}
