using System.Globalization;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Examination;

/// <summary>Looks at the keys: their times, and their slots.</summary>
internal static class KeyExamination
{
    public static IEnumerable<Finding> Examine(IReadOnlyList<KeyDescription> keys, DateTimeOffset now) =>
        [.. keys.Select(key => Examine(key, now)).OfType<Finding>(), .. keys.GroupBy(static key => key.Slot).Select(Examine).OfType<Finding>()];

    private static Finding? Examine(KeyDescription key, DateTimeOffset now)
    {
        KeyPolicy policy = KeyPolicy.DefaultOf(key.Slot.Purpose);
        string rotate = $"quantum keys rotate {key.Slot}";
        return key.State switch
        {
            KeyState.Active when now >= key.ActiveUntil => new Finding(
                "past-lifetime", key.ToString(), $"It is active, and its lifetime ended {Text(key.ActiveUntil)}: it protects nothing new.", rotate),
            KeyState.Active when now >= key.ActiveUntil - policy.RotateAhead => new Finding(
                "rotation-due", key.ToString(), $"Its lifetime ends {Text(key.ActiveUntil)}.",
                policy.IsAutomatic ? $"Is the application running? It rotates by itself, or: {rotate}" : rotate),
            KeyState.Deactivated when now >= key.End => new Finding(
                "past-end", key.ToString(), $"It has verified and opened nothing since {Text(key.End.Value)}, and its secret is still there.",
                $"quantum keys destroy {key.Id} --reason 'past its end'"),
            _ => null,
        };
    }

    // A slot whose keys are all destroyed was given up.
    private static Finding? Examine(IGrouping<KeySlot, KeyDescription> slot) =>
        slot.Any(static key => key.State == KeyState.Active) || slot.All(static key => key.State == KeyState.Destroyed)
            ? null
            : new Finding(
                "no-active-key", slot.Key.ToString(), "The slot has keys, and none that is active.",
                $"quantum keys rotate {slot.Key}; where it is given up, destroy its keys.");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
