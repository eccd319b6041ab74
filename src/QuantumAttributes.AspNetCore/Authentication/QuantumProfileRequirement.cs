using Microsoft.AspNetCore.Authorization;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>The authorization requirement behind <c>[QuantumAuth]</c>: the caller satisfies a profile.</summary>
internal sealed class QuantumProfileRequirement(QuantumProfile profile, TimeProvider time)
    : AuthorizationHandler<QuantumProfileRequirement>, IAuthorizationRequirement
{
    public QuantumProfile Profile => profile;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, QuantumProfileRequirement requirement)
    {
        // Of several profiles each is asked with each other's requirement too, and none may speak for another.
        if (ReferenceEquals(requirement, this) && profile.IsSatisfiedBy(context.User, time.GetUtcNow()))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    public override string ToString() => $"the profile '{profile.Name}'";
}
