using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.AspNetCore.Authentication;

namespace QuantumAttributes.AspNetCore.Policy;

/// <summary>
/// Satisfies a profile by a classical sign-in while a waiver is in force: key, mechanism and category are waived, roles and claims are not.
/// The mark alone is not enough, since an application may keep principals.
/// </summary>
internal sealed class WaiverAuthorizationHandler(DowngradePolicy policy) : AuthorizationHandler<QuantumProfileRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, QuantumProfileRequirement requirement)
    {
        Endpoint? endpoint = EndpointOf(context.Resource);
        if (policy.Find(endpoint) is { } waiver && IsWaivedFor(context.User, requirement.Profile))
        {
            policy.Use(waiver, WaiverKinds.Authentication, endpoint);
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    // Of a hub's method it is the endpoint that the connection came by.
    private static Endpoint? EndpointOf(object? resource) => resource switch
    {
        HttpContext context => context.GetEndpoint(),
        HubInvocationContext invocation => invocation.Context.GetHttpContext()?.GetEndpoint(),
        _ => null,
    };

    private static bool IsWaivedFor(ClaimsPrincipal user, QuantumProfile profile) =>
        user.Identities.Any(identity => ClassicalPrincipal.IsMarked(identity) && HasClaims(identity, profile));

    private static bool HasClaims(ClaimsIdentity identity, QuantumProfile profile) => profile.Claims.All(demand => identity.HasClaim(claim =>
        IsOfType(claim, demand.Type, identity) && (demand.Values.Count == 0 || demand.Values.Contains(claim.Value, StringComparer.Ordinal))));

    // Other schemes may have another name for roles.
    private static bool IsOfType(Claim claim, string type, ClaimsIdentity identity) =>
        claim.Type == type || (type == ClaimTypes.Role && claim.Type == identity.RoleClaimType);
}
