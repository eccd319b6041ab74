using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>The lengths and offsets of the two handshake messages, and the prologue that both sides hash first (protocol.md §3).</summary>
internal static class HandshakeMessage
{
    public const byte Version = 1;

    /// <summary>u8 version | u16 suite | key id(8).</summary>
    public const int PreambleSize = 1 + 2 + ChannelKeyId.Size;

    /// <summary>The longest request: the largest suite known, with the largest payload.</summary>
    public static int MaxRequestSize { get; } =
        ChannelSuite.All.Max(suite => PreambleSize + Message1Size(suite, PaddedMap.MaxLength));

    public static int Message1Size(ChannelSuite suite, int payload) =>
        suite.Kem.CiphertextSize + suite.Kem.PublicKeySize + payload + SymmetricState.TagSize;

    public static int Message2Size(ChannelSuite suite, int payload) => suite.Kem.CiphertextSize + payload + SymmetricState.TagSize;

    /// <summary>Begins the transcript: protocol name, prologue, and the pre-message <c>&lt;- s</c>.</summary>
    public static SymmetricState Begin(
        ChannelSuite suite, string origin, HandshakeContext context, ChannelKeyId keyId, ReadOnlySpan<byte> serverPublicKey,
        SymmetricCryptography symmetric)
    {
        var prologue = new WireWriter(128);
        prologue.Write("QuantumAttributes/1"u8);
        prologue.Write(suite.Id);
        prologue.WriteLengthPrefixed(origin);
        prologue.Write(keyId.ToArray());
        prologue.WriteLengthPrefixed(NameOf(context.Purpose));
        prologue.WriteLengthPrefixed(context.Path);
        prologue.Write(context.RenewedHash.Span);
        var state = new SymmetricState(suite, symmetric);
        state.MixHash(prologue.ToArray());
        state.MixHash(serverPublicKey);
        return state;
    }

    private static string NameOf(ChannelPurpose purpose) => purpose switch
    {
        ChannelPurpose.Http => "http",
        ChannelPurpose.Session => "session",
        ChannelPurpose.Hub => "hub",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };
}
