using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.ClientCommands;

/// <summary>
/// The JWK set of those who may sign in (<see cref="IdentityJwkSet"/>), as a file that is changed: what this tool does not know stays in it.
/// </summary>
internal sealed class ClientSetFile
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _set;

    private ClientSetFile(string path, JsonObject set)
    {
        Path = path;
        _set = set;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    private JsonArray Keys => _set["keys"]!.AsArray();

    public static Option<string> Option() => new("--set")
    {
        Description = "The JWK set.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => "clients.jwks",
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CryptographicException">It is no set that a server would take.</exception>
    public static ClientSetFile Open(string path, bool mayBeMissing)
    {
        if (mayBeMissing && !System.IO.Path.Exists(path))
            return new ClientSetFile(path, new JsonObject { ["keys"] = new JsonArray() });
        string text = File.ReadAllText(path);
        Check(path, text);
        try
        {
            // Of two members with one name, which one a reader takes is its own affair.
            return new ClientSetFile(path, JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false })!.AsObject());
        }
        catch (JsonException e)
        {
            throw new CryptographicException($"'{path}' is no JWK set of clients: {e.Message}", e);
        }
    }

    /// <summary>Adds a key.</summary>
    /// <exception cref="CryptographicException">It is there already, revoked perhaps.</exception>
    public void Add(VerifyingKey key, string subject, IEnumerable<string> roles, long? until)
    {
        if (Keys.Any(known => ThumbprintOf(known!) == key.Thumbprint))
            throw new CryptographicException($"'{Path}' has the key {key.Thumbprint} already. Change its entry there, or give the client another key.");
        JsonObject entry = JsonNode.Parse(key.ToJwk())!.AsObject();
        entry.Remove("kid");
        entry["sub"] = subject;
        entry["roles"] = new JsonArray([.. roles.Select(static role => JsonValue.Create(role))]);
        if (until is not null)
            entry["exp"] = until;
        Keys.Add(entry);
    }

    /// <summary>Marks a key as revoked.</summary>
    /// <returns>Whom it stood for.</returns>
    /// <exception cref="CryptographicException">It is not there.</exception>
    public string Revoke(KeyThumbprint thumbprint)
    {
        JsonObject entry = Keys.FirstOrDefault(known => ThumbprintOf(known!) == thumbprint)?.AsObject()
            ?? throw new CryptographicException($"'{Path}' has no key {thumbprint}.");
        entry["revoked"] = true;
        return (entry["sub"] ?? entry["kid"])?.GetValue<string>() ?? thumbprint.ToString();
    }

    /// <summary>Writes the file as a whole, so that a server never reads half of one. Its mode stays.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="CryptographicException">A server would not take it.</exception>
    public void Save()
    {
        string text = $"{_set.ToJsonString(_readable)}\n";
        Check(Path, text);
        WholeFile.Write(Path, text);
    }

    private static KeyThumbprint ThumbprintOf(JsonNode entry)
    {
        using JsonDocument jwk = JsonDocument.Parse(entry.ToJsonString());
        using VerifyingKey key = VerifyingKey.FromJwk(jwk.RootElement);
        return key.Thumbprint;
    }

    private static void Check(string path, string text)
    {
        try
        {
            foreach (QuantumIdentity identity in IdentityJwkSet.Parse(text))
                identity.Key.Dispose();
        }
        catch (FormatException e)
        {
            throw new CryptographicException($"'{path}' is no JWK set of clients: {e.Message}", e);
        }
    }
}
