using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.AspNetCore.Authentication;

namespace QuantumAttributes.AspNetCore.Policy;

/// <summary>
/// Takes the quantum sign-in that is there, and looks for a classical one where a profile demands a quantum one, there is none, and a waiver is in force. A quantum sign-in that was
/// refused stays refused: nothing falls back because it failed.
/// </summary>
internal sealed class WaiverPolicyEvaluator(IAuthorizationService authorization, DowngradePolicy policy, IAuthenticationSchemeProvider schemes)
    : PolicyEvaluator(authorization)
{
    public override async Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy demanded, HttpContext context)
    {
        if (FindCurrent(demanded, context) is { } current)
            return current;
        AuthenticateResult result = await base.AuthenticateAsync(demanded, context);
        bool waived = !result.Succeeded
            && demanded.Requirements.Any(static requirement => requirement is QuantumProfileRequirement)
            && policy.Find(context.GetEndpoint()) is not null
            && (await context.AuthenticateAsync(QuantumAuthenticationDefaults.Scheme)).None;
        return waived && await FindClassicalAsync(context) is { } classical ? SignIn(context, classical) : result;
    }

    // Where ours is the application's default scheme, its middleware has asked already, and nobody has set another user since.
    private static AuthenticateResult? FindCurrent(AuthorizationPolicy demanded, HttpContext context) =>
        demanded.AuthenticationSchemes is [QuantumAuthenticationDefaults.Scheme]
        && context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is { Succeeded: true } result
        && result.Ticket.AuthenticationScheme == QuantumAuthenticationDefaults.Scheme
            ? result
            : null;

    private static AuthenticateResult SignIn(HttpContext context, ClaimsPrincipal classical)
    {
        context.User = classical;
        return AuthenticateResult.Success(new AuthenticationTicket(classical, QuantumAuthenticationDefaults.Scheme));
    }

    private async Task<ClaimsPrincipal?> FindClassicalAsync(HttpContext context) => await FindSchemeAsync() is { } scheme
        ? ClassicalPrincipal.Mark((await context.AuthenticateAsync(scheme.Name)).Principal)
        : null;

    // The application's default; without one the only one that there is beside ours.
    private async Task<AuthenticationScheme?> FindSchemeAsync()
    {
        AuthenticationScheme? byDefault = await schemes.GetDefaultAuthenticateSchemeAsync();
        if (byDefault is not null && IsClassical(byDefault))
            return byDefault;
        AuthenticationScheme[] others = [.. (await schemes.GetAllSchemesAsync()).Where(IsClassical)];
        return others.Length == 1 ? others[0] : null;
    }

    private static bool IsClassical(AuthenticationScheme scheme) => scheme.Name != QuantumAuthenticationDefaults.Scheme;
}
