using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>
/// Writes a section of the configuration as the JWK set that it stands for: each child is an identity with the members of
/// <see cref="IdentityJwkSet"/>. What of it is wrong, the parser of the set says.
/// </summary>
internal static class ConfiguredJwkSet
{
    public static string Write(IConfigurationSection section)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (IConfigurationSection identity in section.GetChildren())
                WriteValue(writer, identity);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteValue(Utf8JsonWriter writer, IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            WriteText(writer, NameOf(section), section.Value);
        }
        else if (children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            writer.WriteStartArray();
            foreach (IConfigurationSection child in children)
                WriteValue(writer, child);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (IConfigurationSection child in children)
            {
                writer.WritePropertyName(NameOf(child));
                WriteValue(writer, child);
            }

            writer.WriteEndObject();
        }
    }

    // A configuration holds texts only, and no empty arrays.
    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        switch (name)
        {
            case "nbf" or "exp" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds):
                writer.WriteNumberValue(seconds);
                break;
            case "revoked" when bool.TryParse(value, out bool revoked):
                writer.WriteBooleanValue(revoked);
                break;
            case "roles" when string.IsNullOrEmpty(value):
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(value);
                break;
        }
    }

    // The names of a configuration have no case; those of a JWK are in lower case.
    private static string NameOf(IConfigurationSection section) => section.Key.ToLowerInvariant();
}
