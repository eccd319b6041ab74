namespace QuantumAttributes.Keys;

/// <summary>Where a key stands in its life (SP 800-57 part 1 revision 5, section 7). Suspension is left out.</summary>
public enum KeyState
{
    /// <summary>Made, announced, and not yet used.</summary>
    PreActivation = 0,

    /// <summary>Signs or is sealed to, and verifies or opens.</summary>
    Active = 1,

    /// <summary>Only verifies or opens what it protected before, until its end.</summary>
    Deactivated = 2,

    /// <summary>Somebody else may have it: nothing that it protects is believed.</summary>
    Compromised = 3,

    /// <summary>Its secret is gone; what is known of it stays.</summary>
    Destroyed = 4,
}
