using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// One result that an implementation of an algorithm must arrive at, taken from a published test vector: SelfTests/KnownAnswers has
/// a file for each algorithm.
/// </summary>
internal sealed class KnownAnswer
{
    private readonly JsonElement _members;

    private KnownAnswer(JsonElement members) => _members = members;

    /// <summary>The vector file that the answer is taken from.</summary>
    public string Source => _members.GetProperty("source").GetString()!;

    /// <summary>The private key's seed; empty where <see cref="PrivateKey"/> is there in its place.</summary>
    public byte[] Seed => Read("seed");

    /// <summary>The private key in its expanded form; empty where <see cref="Seed"/> is there in its place.</summary>
    public byte[] PrivateKey => Read("privateKey");

    /// <summary>For a KEM, what is decapsulated.</summary>
    public byte[] Ciphertext => Read("ciphertext");

    /// <summary>For a KEM, what comes of it.</summary>
    public byte[] SharedSecret => Read("sharedSecret");

    /// <summary>For a signature algorithm, what is signed.</summary>
    public byte[] Message => Read("message");

    /// <summary>For a signature algorithm, the signature that must be accepted; empty where none is published.</summary>
    public byte[] Signature => Read("signature");

    /// <summary>Where there is no <see cref="Signature"/>, the private key's public key, which a new signature must lead to.</summary>
    public byte[] PublicKey => Read("publicKey");

    /// <summary>The answer for an algorithm. Every algorithm of the catalogue has one; a test sees to that.</summary>
    public static KnownAnswer For(CryptographicAlgorithm algorithm)
    {
        using Stream stream = typeof(KnownAnswer).Assembly.GetManifestResourceStream(algorithm.Name)
            ?? throw new InvalidOperationException($"SelfTests/KnownAnswers has no {algorithm.Name}.json.");
        using JsonDocument answer = JsonDocument.Parse(stream);
        return new KnownAnswer(answer.RootElement.Clone());
    }

    private byte[] Read(string member) =>
        _members.TryGetProperty(member, out JsonElement value) ? value.GetBytesFromBase64() : [];
}
