namespace QuantumAttributes.Keys.Lifecycle;

/// <summary>The moves of a key from state to state (SP 800-57 part 1 revision 5, section 7).</summary>
internal static class KeyTransitions
{
    /// <summary>
    /// Whether a key may go there. The standard lets some active keys be destroyed at once (transition 5); here they are deactivated
    /// first, so that one step never takes away both signing and verifying.
    /// </summary>
    public static bool IsLegal(KeyState from, KeyState to) => (from, to) switch
    {
        (KeyState.PreActivation, KeyState.Active or KeyState.Compromised or KeyState.Destroyed) => true,
        (KeyState.Active, KeyState.Deactivated or KeyState.Compromised) => true,
        (KeyState.Deactivated, KeyState.Compromised or KeyState.Destroyed) => true,
        (KeyState.Compromised, KeyState.Destroyed) => true,
        _ => false,
    };

    /// <summary>The key in its new state, one revision on.</summary>
    /// <exception cref="KeyStateException">The move is illegal.</exception>
    public static KeyDescription To(this KeyDescription key, KeyState state, DateTimeOffset now, string reason = "") =>
        IsLegal(key.State, state)
            ? key with { State = state, Changed = now, Revision = key.Revision + 1, Reason = reason.Length > 0 ? reason : key.Reason }
            : throw new KeyStateException(key, $"it cannot become {state} now.");

    /// <summary>The key, active from now on under this policy.</summary>
    public static KeyDescription Activate(this KeyDescription key, KeyPolicy policy, DateTimeOffset now) =>
        key.To(KeyState.Active, now).Scheduled(policy, now);

    /// <summary>The key with the times that follow from its activation.</summary>
    public static KeyDescription Scheduled(this KeyDescription key, KeyPolicy policy, DateTimeOffset activation) => key with
    {
        Activation = activation,
        ActiveUntil = activation + policy.Lifetime,
        End = activation + policy.Lifetime + policy.Overlap,
    };
}
