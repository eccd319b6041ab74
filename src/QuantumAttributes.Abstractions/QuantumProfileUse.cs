namespace QuantumAttributes;

/// <summary>That an attribute names a profile: checked when the application starts.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Where">The member that carries the attribute, for the message when the profile is unknown.</param>
public sealed record QuantumProfileUse(string Profile, string Where);
