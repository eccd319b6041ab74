using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>
/// What a server says of itself at <c>/.well-known/quantum</c> (protocol.md §2): its origin, policy, suites and KEM keys, signed by
/// its identity key as a compact JWS (RFC 7515, RFC 9964).
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class DiscoveryDocument
{
    /// <summary>The path where a server publishes it.</summary>
    public const string Path = "/.well-known/quantum";

    /// <summary>The media type of the compact JWS.</summary>
    public const string ContentType = "application/jwt";

    /// <summary>The most bytes a client reads of one.</summary>
    public const int MaxSize = 128 * 1024;

    /// <summary>The longest that a document is valid.</summary>
    public static readonly TimeSpan MaxValidity = TimeSpan.FromHours(1);

    /// <summary>How far two clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    internal const string Type = "quantum-keys+jwt";

    /// <summary>The origin that the document speaks for.</summary>
    public required string Origin { get; init; }

    /// <summary>When it was issued, in whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it counts.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the origin says about answers outside a channel.</summary>
    public required ChannelPolicy Policy { get; init; }

    /// <summary>For how long a client may remember the policy.</summary>
    public required TimeSpan PolicyMaxAge { get; init; }

    /// <summary>The numbers of the suites that the server speaks, best first.</summary>
    public required IReadOnlyList<ushort> Suites { get; init; }

    /// <summary>The server's KEM keys.</summary>
    public required IReadOnlyList<PublishedKey> Keys { get; init; }

    /// <summary>
    /// The links that lead from earlier identities to this one, each a compact JWS (<see cref="IdentitySuccession"/>), in their order: at
    /// most <see cref="IdentitySuccession.MaxLinks"/>. Not verified yet.
    /// </summary>
    public IReadOnlyList<string> Successions { get; init; } = [];

    /// <summary>The thumbprint of the identity key that signed it: what clients pin.</summary>
    public KeyThumbprint Identity { get; private init; }

    /// <summary>SHA-256 of the compact JWS, by which a handshake names it.</summary>
    public ReadOnlyMemory<byte> Hash { get; private init; }

    /// <summary>Signs the document and returns its compact JWS.</summary>
    public string Sign(SigningKey identity) => JsonWebSignature.Sign(identity, Type, DiscoveryJson.Write(this), withKey: true);

    /// <summary>
    /// Reads a compact JWS and verifies its signature with the key it carries. Whether that key is the right one is the caller's
    /// question: compare <see cref="Identity"/> with a pin before trusting anything in it.
    /// </summary>
    /// <exception cref="ChannelException">It is not a discovery document that this version understands, or its signature is wrong.</exception>
    public static DiscoveryDocument Verify(string jws, ProviderSet? providers = null)
    {
        if (jws.Length > MaxSize)
            throw Unreadable();
        try
        {
            JsonWebSignature signature = JsonWebSignature.Parse(jws);
            using VerifyingKey identity = signature.ReadKey(providers);
            if (signature.Type != Type || signature.Algorithm != identity.Algorithm.JoseName)
                throw Unreadable();
            if (!signature.Verify(identity))
                throw new ChannelException(ChannelFailure.InvalidDiscoveryDocument, "The signature of the discovery document is wrong.");
            return DiscoveryJson.Read(signature.Payload).SignedBy(identity.Thumbprint, jws);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Whether it counts at this time, give or take <see cref="Skew"/>.</summary>
    public bool IsValidAt(DateTimeOffset time) =>
        ExpiresAt > IssuedAt && ExpiresAt - IssuedAt <= MaxValidity && IssuedAt - Skew <= time && time < ExpiresAt + Skew;

    /// <summary>The newest key of a suite that is alive at this time, or null.</summary>
    public PublishedKey? FindKey(ChannelSuite suite, DateTimeOffset time) =>
        Keys.Where(key => key.Suite == suite.Id && key.NotBefore - Skew <= time && time < key.NotAfter)
            .MaxBy(key => key.NotBefore);

    /// <summary>The document with what its compact JWS adds.</summary>
    internal DiscoveryDocument SignedBy(KeyThumbprint identity, string jws) => new()
    {
        Origin = Origin,
        IssuedAt = IssuedAt,
        ExpiresAt = ExpiresAt,
        Policy = Policy,
        PolicyMaxAge = PolicyMaxAge,
        Suites = Suites,
        Keys = Keys,
        Successions = Successions,
        Identity = identity,
        Hash = SHA256.HashData(Encoding.ASCII.GetBytes(jws)),
    };

    private static ChannelException Unreadable(Exception? cause = null)
    {
        const string Message = "This is not a discovery document that this version understands.";
        return new ChannelException(ChannelFailure.InvalidDiscoveryDocument, Message, cause);
    }
}
