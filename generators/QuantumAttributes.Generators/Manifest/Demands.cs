using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>What something demands of its callers.</summary>
/// <param name="Profiles">The profiles, sorted, each once. One that is not known before the application runs is an empty text.</param>
/// <param name="Channel">Whether it demands a channel.</param>
internal sealed record Demands(EquatableArray<string> Profiles, bool Channel)
{
    public static readonly Demands None = new(default, Channel: false);

    public bool IsAny => Channel || Profiles.Count > 0;

    public static Demands Of(string profile) => new(new EquatableArray<string>([profile]), Channel: false);

    public static Demands OfChannel { get; } = new(default, Channel: true);

    /// <summary>Demands add up.</summary>
    public static Demands operator +(Demands left, Demands right)
    {
        if (!left.IsAny)
            return right;
        return right.IsAny
            ? new Demands(
                left.Profiles.Concat(right.Profiles).Distinct().OrderBy(static profile => profile, StringComparer.Ordinal).ToEquatableArray(),
                left.Channel || right.Channel)
            : left;
    }
}
