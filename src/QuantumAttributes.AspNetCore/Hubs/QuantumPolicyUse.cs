namespace QuantumAttributes.AspNetCore;

/// <summary>That a hub or one of its methods names an authorization policy: checked when the application starts.</summary>
/// <param name="Policy">The policy's name, such as <c>quantum:moderator</c>.</param>
/// <param name="Where">The member that names it, for the message when there is no such policy.</param>
public sealed record QuantumPolicyUse(string Policy, string Where)
{
    /// <summary>The profile that the policy stands for; null for a policy that is not ours.</summary>
    internal string? Profile => Policy.StartsWith(QuantumAuthAttribute.PolicyPrefix, StringComparison.Ordinal)
        ? Policy[QuantumAuthAttribute.PolicyPrefix.Length..]
        : null;
}
