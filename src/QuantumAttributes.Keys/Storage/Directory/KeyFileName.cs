using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// The name of a key file: the purpose, a hyphen and the first 8 hexadecimal digits of SHA-256 over the slot's name where it has one,
/// the generation, such as <c>session-tickets.2.key</c> or <c>signing-1c2d3e4f.1.key</c>.
/// </summary>
/// <param name="Prefix">What stands before the generation: one for each slot.</param>
/// <param name="Purpose">The slot's purpose.</param>
/// <param name="Generation">The key's number in its slot, from 1.</param>
internal sealed record KeyFileName(string Prefix, KeyPurpose Purpose, int Generation)
{
    /// <summary>How every key file's name ends.</summary>
    public const string Extension = ".key";

    private const int HashDigits = 8;

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly Dictionary<string, KeyPurpose> _purposes =
        Enum.GetValues<KeyPurpose>().ToDictionary(purpose => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString()));

    /// <summary>The slot, where the name alone tells it: where it is the purpose's own.</summary>
    public KeySlot? Slot => PrefixOf(Purpose) == Prefix ? Purpose : null;

    /// <summary>The name of a key's file.</summary>
    public static KeyFileName Of(KeySlot slot, int generation) => new(PrefixOf(slot), slot.Purpose, generation);

    /// <summary>Reads a file's name, in exactly the spelling that <see cref="ToString"/> has; null where it is no key's.</summary>
    public static KeyFileName? Parse(string name)
    {
        string[] parts = name.Split('.');
        KeyFileName? result = parts.Length == 3
            && TryParsePurpose(parts[0], out KeyPurpose purpose)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int generation)
            && generation >= 1
            ? new KeyFileName(parts[0], purpose, generation)
            : null;
        return result?.ToString() == name ? result : null;
    }

    /// <summary>Whether the keys of a slot have names like this one.</summary>
    public bool IsOf(KeySlot slot) => PrefixOf(slot) == Prefix;

    /// <summary>The name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}.{Generation}{Extension}");

    private static bool TryParsePurpose(string prefix, out KeyPurpose purpose)
    {
        int hyphen = prefix.Length - HashDigits - 1;
        return _purposes.TryGetValue(prefix, out purpose)
            || hyphen > 0
            && prefix[hyphen] == '-'
            && prefix.AsSpan(hyphen + 1).IndexOfAnyExcept(_hexDigits) < 0
            && _purposes.TryGetValue(prefix[..hyphen], out purpose);
    }

    private static string PrefixOf(KeySlot slot)
    {
        string purpose = JsonNamingPolicy.KebabCaseLower.ConvertName(slot.Purpose.ToString());
        return slot.Name.Length == 0 ? purpose : $"{purpose}-{HashOf(slot.Name)}";
    }

    private static string HashOf(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..HashDigits];
}
