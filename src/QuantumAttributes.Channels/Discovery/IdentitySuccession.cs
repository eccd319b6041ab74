using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>
/// A server's old identity key says which one follows it (protocol.md §2): a compact JWS of the type <c>quantum-succession+jwt</c> that
/// the old key signs. Clients that pin or remember the old one then take the new one.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record IdentitySuccession
{
    /// <summary>The most links from a known identity to the one that is shown.</summary>
    public const int MaxLinks = 4;

    /// <summary>The most characters of a compact JWS: ML-DSA-87 keys and signatures, with room to spare.</summary>
    public const int MaxLength = 12 * 1024;

    /// <summary>The header's <c>typ</c>.</summary>
    public const string Type = "quantum-succession+jwt";

    /// <summary>The origin that it is about.</summary>
    public required string Origin { get; init; }

    /// <summary>The thumbprint of the key that signs it.</summary>
    public required KeyThumbprint Old { get; init; }

    /// <summary>The thumbprint of the key that follows.</summary>
    public required KeyThumbprint New { get; init; }

    /// <summary>Its number: in a chain of links each is higher than the one before.</summary>
    public required long Sequence { get; init; }

    /// <summary>From when it counts, in whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Until when it counts, in whole seconds.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The payload that <see cref="Old"/> signs as a JWS of the type <see cref="Type"/>, with the key in its header.</summary>
    public byte[] ToUtf8()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", Origin);
            writer.WriteString("old", Old.ToString());
            writer.WriteString("new", New.ToString());
            writer.WriteNumber("seq", Sequence);
            writer.WriteNumber("nbf", NotBefore.ToUnixTimeSeconds());
            writer.WriteNumber("exp", NotAfter.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a link and verifies that the key it names as the old one signed it.</summary>
    /// <exception cref="ChannelException">It is none, or its signature is wrong.</exception>
    public static IdentitySuccession Verify(string jws, ProviderSet? providers = null)
    {
        try
        {
            if (jws.Length > MaxLength)
                throw new FormatException();
            JsonWebSignature signature = JsonWebSignature.Parse(jws);
            using VerifyingKey old = signature.ReadKey(providers);
            IdentitySuccession succession = Read(signature.Payload);
            if (signature.Type != Type || succession.Old != old.Thumbprint || !signature.Verify(old))
                throw new FormatException();
            return succession;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw new ChannelException("This is not a succession that the old identity key signed.", e);
        }
    }

    /// <summary>Whether it counts at this time, give or take <see cref="DiscoveryDocument.Skew"/>.</summary>
    public bool IsValidAt(DateTimeOffset time) => NotBefore - DiscoveryDocument.Skew <= time && time < NotAfter + DiscoveryDocument.Skew;

    /// <summary>
    /// Whether links lead from one identity of an origin to another: in their order, without a gap, their numbers rising, each valid at
    /// this time, and no more than <see cref="MaxLinks"/>.
    /// </summary>
    public static bool Leads(
        IReadOnlyList<IdentitySuccession> links, string origin, KeyThumbprint from, KeyThumbprint to, DateTimeOffset time)
    {
        IdentitySuccession[] way = [.. links.SkipWhile(link => link.Old != from)];
        if (way.Length is 0 or > MaxLinks)
            return false;
        KeyThumbprint reached = from;
        long sequence = long.MinValue;
        foreach (IdentitySuccession link in way)
        {
            if (link.Origin != origin || link.Old != reached || link.Sequence <= sequence || !link.IsValidAt(time))
                return false;
            (reached, sequence) = (link.New, link.Sequence);
            if (reached == to)
                return true; // what follows is announced, and not yet
        }

        return false;
    }

    private static IdentitySuccession Read(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument json = JsonDocument.Parse(payload, DiscoveryJson.Options);
        JsonElement root = json.RootElement;
        return new IdentitySuccession
        {
            Origin = root.GetProperty("iss").GetString() is { Length: > 0 } origin && Ascii.IsValid(origin)
                ? origin
                : throw new JsonException("There is no origin."),
            Old = Thumbprint(root, "old"),
            New = Thumbprint(root, "new"),
            Sequence = root.GetProperty("seq").GetInt64(),
            NotBefore = DiscoveryJson.Time(root, "nbf"),
            NotAfter = DiscoveryJson.Time(root, "exp"),
        };
    }

    private static KeyThumbprint Thumbprint(JsonElement root, string name) =>
        KeyThumbprint.TryParse(root.GetProperty(name).GetString(), out KeyThumbprint thumbprint)
            ? thumbprint
            : throw new JsonException($"'{name}' is no thumbprint.");
}
