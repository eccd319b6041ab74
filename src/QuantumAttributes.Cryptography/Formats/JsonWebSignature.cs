using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A compact JSON Web Signature (RFC 7515, section 7.1) by a key of RFC 9964: header, payload and signature in base64url, with dots
/// between them.
/// </summary>
/// <remarks>Immutable and safe to use from many threads.</remarks>
public sealed class JsonWebSignature
{
    private static readonly SearchValues<char> _characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly byte[] _signingInput;
    private readonly byte[] _signature;
    private readonly JsonElement _header;

    private JsonWebSignature(string text, string[] parts)
    {
        Text = text;
        using JsonDocument header = JsonDocument.Parse(Decode(parts[0]), new JsonDocumentOptions { AllowDuplicateProperties = false });
        _header = header.RootElement.Clone();
        Payload = Decode(parts[1]);
        _signature = Decode(parts[2]);
        _signingInput = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Algorithm = Member("alg") ?? throw new FormatException();
        Type = Member("typ");
        KeyId = Member("kid");
        if (_header.TryGetProperty("crit", out _))
            throw new FormatException(); // RFC 7515, section 4.1.11: an extension that is not understood refuses the whole
    }

    /// <summary>The compact text.</summary>
    public string Text { get; }

    /// <summary>What is signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The header's <c>alg</c>, as it stands there: <see cref="Verify"/> holds it against the key's.</summary>
    public string Algorithm { get; }

    /// <summary>The header's <c>typ</c>, or null.</summary>
    public string? Type { get; }

    /// <summary>The header's <c>kid</c>, or null.</summary>
    public string? KeyId { get; }

    /// <summary>Signs a payload.</summary>
    /// <param name="key">The key, whose algorithm has a name in JOSE.</param>
    /// <param name="type">The header's <c>typ</c>: what keeps one kind of statement from passing for another.</param>
    /// <param name="payload">What is signed.</param>
    /// <param name="withKey">Whether the header carries the public key (<c>jwk</c>); otherwise it names it by its thumbprint (<c>kid</c>).</param>
    /// <exception cref="ArgumentException">JOSE has no name for the key's algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload, bool withKey = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (key.Algorithm.JoseName is null)
            throw new ArgumentException($"{key.Algorithm} has no name in JOSE.", nameof(key));
        string signingInput = $"{Base64Url.EncodeToString(Header(key.VerifyingKey, type, withKey))}.{Base64Url.EncodeToString(payload)}";
        return $"{signingInput}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signingInput)))}";
    }

    /// <summary>Reads a compact JWS. Nothing in it is verified yet.</summary>
    /// <exception cref="CryptographicException">
    /// It is none; its base64url is padded, or holds white space (RFC 7515, section 2); a member of its header is there twice, or of another
    /// type; or it needs an extension (<c>crit</c>).
    /// </exception>
    public static JsonWebSignature Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return !text.AsSpan().ContainsAnyExcept(_characters) && text.Split('.') is { Length: 3 } parts
                ? new JsonWebSignature(text, parts)
                : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new CryptographicException("This is no compact JSON Web Signature.", e);
        }
    }

    /// <summary>Reads the public key that the header carries. That it is the right one is for the caller to know.</summary>
    /// <returns>The key, which the caller disposes.</returns>
    /// <exception cref="CryptographicException">There is none, or it is malformed or private.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers its algorithm.</exception>
    public VerifyingKey ReadKey(ProviderSet? providers = null) =>
        _header.TryGetProperty("jwk", out JsonElement jwk)
            ? VerifyingKey.FromJwk(jwk, providers)
            : throw new CryptographicException("The JSON Web Signature carries no key.");

    /// <summary>Whether the signature is this key's, under the algorithm that the header names.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool Verify(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Algorithm.JoseName == Algorithm && key.Verify(_signingInput, _signature);
    }

    private static byte[] Header(VerifyingKey key, string type, bool withKey)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", key.Algorithm.JoseName);
            if (withKey)
            {
                writer.WritePropertyName("jwk");
                key.WriteJwk(writer);
            }
            else
            {
                writer.WriteString("kid", key.Thumbprint.ToString());
            }

            writer.WriteString("typ", type);
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    private static byte[] Decode(string part)
    {
        byte[] bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return CanonicalBase64Url.TryDecode(part, bytes) ? bytes : throw new FormatException();
    }

    private string? Member(string name) =>
        _header.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? throw new FormatException() : null;
}
