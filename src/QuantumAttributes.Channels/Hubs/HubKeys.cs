using System.Security.Cryptography;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// What both sides of a hub's connection take out of a handshake (protocol.md §5): the two cipher states of Noise's Split() (§5.2), and h, which the
/// handshake that renews them appends to its prologue. Whoever takes a cipher state over disposes it.
/// </summary>
internal sealed class HubKeys
{
    private HubKeys(CipherState sending, CipherState receiving, ReadOnlyMemory<byte> handshakeHash)
    {
        Sending = sending;
        Receiving = receiving;
        HandshakeHash = handshakeHash;
    }

    public CipherState Sending { get; }

    public CipherState Receiving { get; }

    /// <summary>The final h.</summary>
    public ReadOnlyMemory<byte> HandshakeHash { get; }

    public static HubKeys Derive(SymmetricState state, bool isServer)
    {
        Span<byte> clientKey = stackalloc byte[Aes256Gcm.KeySize];
        Span<byte> serverKey = stackalloc byte[Aes256Gcm.KeySize];
        try
        {
            state.Split(clientKey, serverKey);
            var ofClient = new CipherState(state.Symmetric, clientKey);
            var ofServer = new CipherState(state.Symmetric, serverKey);
            byte[] hash = state.HandshakeHash.ToArray();
            return isServer ? new HubKeys(ofServer, ofClient, hash) : new HubKeys(ofClient, ofServer, hash);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clientKey);
            CryptographicOperations.ZeroMemory(serverKey);
        }
    }

    /// <summary>Wipes both, where nobody took them over.</summary>
    public void Discard()
    {
        Sending.Dispose();
        Receiving.Dispose();
    }
}
