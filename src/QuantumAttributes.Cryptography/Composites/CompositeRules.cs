using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Keys of composites: of the ML-DSA part every public key and every seed is well-formed (FIPS 204, Algorithms 6 and 23), of the
/// traditional part only what it allows.
/// </summary>
/// <remarks>
/// The draft forbids parts that are used elsewhere, alone or in another composite (section 10.3). No key tells; whoever
/// accepts keys of others, such as a certification authority, keeps record of both parts.
/// </remarks>
internal sealed class CompositeRules(CompositeParameters parameters) : KeyRules
{
    public CompositeParameters Parameters => parameters;

    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey) =>
        parameters.Traditional.CheckPublicKey(publicKey[parameters.MLDsa.PublicKeySize..]);

    /// <exception cref="CryptographicException">The traditional part is malformed.</exception>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        parameters.Traditional.CheckPrivateKey(expandedKey[CompositeMLDsa.SeedSize..]);
}
