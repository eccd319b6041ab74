using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels;

/// <summary>
/// A suite of algorithms for a channel (protocol.md §1). Inside a suite nothing is negotiated; the AEAD is AES-256-GCM in all.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class ChannelSuite
{
    private ChannelSuite(ushort id, string name, string keyExchangeName, string protocolName, KemAlgorithm kem, HashAlgorithmName hash, int hashLength)
    {
        Id = id;
        Name = name;
        KeyExchangeName = keyExchangeName;
        ProtocolName = protocolName;
        Kem = kem;
        Hash = hash;
        HashLength = hashLength;
    }

    /// <summary>Suite 0x0001, the default: X-Wing (ML-KEM-768 with X25519) and SHA-256.</summary>
    public static ChannelSuite MLKem768X25519 { get; } = new(
        0x0001, "QC-768-X25519", "mlkem768-x25519", "Noise_pqNK_MLKEM768X25519_AESGCM_SHA256", KemAlgorithm.XWing, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    /// <summary>The suites that this version speaks, best first.</summary>
    public static IReadOnlyList<ChannelSuite> All { get; } = [MLKem768X25519];

    /// <summary>The suite's number on the wire.</summary>
    public ushort Id { get; }

    /// <summary>The suite's name for people.</summary>
    public string Name { get; }

    /// <summary>The key exchange as <c>Quantum-Status</c> names it.</summary>
    public string KeyExchangeName { get; }

    /// <summary>The Noise protocol name that initialises the transcript.</summary>
    public string ProtocolName { get; }

    /// <summary>The KEM of the static and of the ephemeral key.</summary>
    public KemAlgorithm Kem { get; }

    /// <summary>The hash of the transcript and of HKDF.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>Bytes of the hash.</summary>
    public int HashLength { get; }

    /// <summary>Finds the suite with this number, or null.</summary>
    public static ChannelSuite? Find(ushort id) => All.FirstOrDefault(suite => suite.Id == id);

    /// <summary>Whether this is the suite to use: of the published ones, best first, the first that is offered.</summary>
    internal bool IsBestOf(IReadOnlyList<ushort> published, IReadOnlyList<ushort> offered) =>
        published.FirstOrDefault(offered.Contains) == Id;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
