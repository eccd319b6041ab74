namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>The mechanisms that this version has, under their names in claims and challenges.</summary>
internal static class MechanismNames
{
    public static IReadOnlyList<(QuantumMechanism Mechanism, string Name)> All { get; } =
        [(QuantumMechanism.Channel, "channel"), (QuantumMechanism.Session, "session"), (QuantumMechanism.Signature, "signature")];

    /// <summary>The names of some, as a challenge lists them.</summary>
    public static IEnumerable<string> Of(QuantumMechanism mechanisms) =>
        All.Where(pair => mechanisms.HasFlag(pair.Mechanism)).Select(pair => pair.Name);
}
