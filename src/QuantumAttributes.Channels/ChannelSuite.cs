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

    /// <summary>Suite 0x0002: ML-KEM-768 with P-256, and SHA-256.</summary>
    public static ChannelSuite MLKem768P256 { get; } = new(
        0x0002, "QC-768-P256", "mlkem768-p256", "Noise_pqNK_MLKEM768P256_AESGCM_SHA256", KemAlgorithm.MLKem768P256, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    /// <summary>Suite 0x0003: ML-KEM-1024 with P-384, and SHA-512.</summary>
    public static ChannelSuite MLKem1024P384 { get; } = new(
        0x0003, "QC-1024-P384", "mlkem1024-p384", "Noise_pqNK_MLKEM1024P384_AESGCM_SHA512", KemAlgorithm.MLKem1024P384, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes);

    /// <summary>Suite 0x0004: ML-KEM-1024 alone and SHA-512, as CNSA 2.0 asks for it.</summary>
    public static ChannelSuite MLKem1024 { get; } = new(
        0x0004, "QC-1024", "mlkem1024", "Noise_pqNK_MLKEM1024_AESGCM_SHA512", KemAlgorithm.MLKem1024, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes);

    /// <summary>The suites that this version speaks, in the order in which a server prefers them unless it is told otherwise.</summary>
    public static IReadOnlyList<ChannelSuite> All { get; } = [MLKem768X25519, MLKem768P256, MLKem1024P384, MLKem1024];

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

    /// <summary>
    /// Whether the suite is for this purpose. Requests of a session are authenticated with HMAC-SHA-256, which CNSA 2.0 does not have:
    /// <see cref="MLKem1024"/> takes no sessions.
    /// </summary>
    public bool Serves(ChannelPurpose purpose) => purpose != ChannelPurpose.Session || this != MLKem1024;

    /// <summary>Whether this is the suite to use: of the published ones, best first, the first that is offered.</summary>
    internal bool IsBestOf(IReadOnlyList<ushort> published, IReadOnlyList<ushort> offered) =>
        published.FirstOrDefault(offered.Contains) == Id;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
