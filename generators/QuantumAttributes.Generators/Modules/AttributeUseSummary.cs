using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>What the attributes of an assembly come to.</summary>
/// <param name="Profiles">The profiles they name, once each place, sorted by profile and place.</param>
/// <param name="IsAny">Whether there are attributes at all: some name no profile.</param>
internal sealed record AttributeUseSummary(EquatableArray<ProfileUse> Profiles, bool IsAny)
{
    public static AttributeUseSummary From(IReadOnlyCollection<AttributeUse> uses) => new(
        uses
            .Where(static use => !string.IsNullOrWhiteSpace(use.Profile))
            .Select(static use => new ProfileUse(use.Profile!, use.Where))
            .Distinct()
            .OrderBy(static use => use.Profile, StringComparer.Ordinal)
            .ThenBy(static use => use.Where, StringComparer.Ordinal)
            .ToEquatableArray(),
        uses.Count > 0);
}
