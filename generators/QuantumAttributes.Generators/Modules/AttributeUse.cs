namespace QuantumAttributes.Generators.Modules;

/// <summary>That a member carries one of our endpoint attributes.</summary>
/// <param name="Profile">The profile that the attribute names, or null when it names none.</param>
/// <param name="Where">The member, for people.</param>
internal sealed record AttributeUse(string? Profile, string Where);
