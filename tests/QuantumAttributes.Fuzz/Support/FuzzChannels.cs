using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// A server at one origin whose clock stands still, and peers who know the right keys and say what the fuzzer wants: past the
/// encryption, where no fuzzer gets by itself.
/// </summary>
internal static class FuzzChannels
{
    public const string Origin = "https://bank.example";

    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly Lazy<SigningKey> IdentityKey = new(() => FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa65));

    private static readonly Lazy<ChannelKey> StaticKey = new(() => new ChannelKey(
        Suite, Origin, FuzzCryptography.KemKey(Suite.Kem), Start - TimeSpan.FromHours(1), Start + TimeSpan.FromHours(1)));

    private static readonly Lazy<DiscoveryPublisher> Publisher = new(CreatePublisher);

    public static ChannelSuite Suite => ChannelSuite.MLKem768X25519;

    /// <summary>The server's identity key, and the client's.</summary>
    public static SigningKey Identity => IdentityKey.Value;

    public static ChannelKey Key => StaticKey.Value;

    public static DiscoveryDocument Document => Publisher.Value.GetDocumentAsync(Origin, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static string DocumentJws => Publisher.Value.GetJwsAsync(Origin, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Makes the keys and the document.</summary>
    public static void Prepare() => _ = Document;

    public static FakeTimeProvider Clock() => new(Start);

    /// <summary>A server without a channel, on this clock.</summary>
    public static ChannelServer Server(TimeProvider clock)
    {
        MemoryIdentityStore identities = new();
        identities.Set(new QuantumIdentity { Key = Identity.VerifyingKey, Subject = "a customer" });
        return new ChannelServer(
            new ChannelServerOptions(), new OneKey(), Publisher.Value, identities, FuzzCryptography.Providers, clock);
    }

    /// <summary>What <see cref="ClientHandshake"/> writes, around any payload.</summary>
    public static byte[] SealRequest(Func<byte[], byte[]> payload)
    {
        (byte[] ciphertext, byte[] secret) = Key.PrivateKey.PublicKey.Encapsulate();
        using KemPrivateKey ephemeral = KemPrivateKey.Generate(Suite.Kem, FuzzCryptography.Providers);
        using SymmetricState state = HandshakeMessage.Begin(Suite, Origin, HandshakeContext.Http, Key.Id, Key.PublicKey.Span, FuzzCryptography.Providers.Symmetric);
        state.MixHash(ciphertext);
        state.MixKeyAndHash(secret);
        byte[] ephemeralKey = ephemeral.PublicKey.Export();
        state.MixHash(ephemeralKey);
        byte[] plaintext = payload(state.HandshakeHash.ToArray());
        byte[] encrypted = new byte[plaintext.Length + SymmetricState.TagSize];
        state.EncryptAndHash(plaintext, encrypted);
        byte[] preamble = [HandshakeMessage.Version, (byte)(Suite.Id >> 8), (byte)Suite.Id, .. Key.Id.ToArray()];
        return [.. preamble, .. ciphertext, .. ephemeralKey, .. encrypted];
    }

    /// <summary>What <see cref="ServerHandshake"/> answers, around any payload.</summary>
    public static byte[] SealResponse(ReadOnlySpan<byte> request, byte[] payload)
    {
        ReadOnlySpan<byte> message = request[HandshakeMessage.PreambleSize..];
        ReadOnlySpan<byte> ciphertext = message[..Suite.Kem.CiphertextSize];
        ReadOnlySpan<byte> ephemeralKey = message.Slice(ciphertext.Length, Suite.Kem.PublicKeySize);
        ReadOnlySpan<byte> encrypted = message[(ciphertext.Length + ephemeralKey.Length)..];
        using SymmetricState state = HandshakeMessage.Begin(Suite, Origin, HandshakeContext.Http, Key.Id, Key.PublicKey.Span, FuzzCryptography.Providers.Symmetric);
        state.MixHash(ciphertext);
        state.MixKeyAndHash(Key.PrivateKey.Decapsulate(ciphertext));
        state.MixHash(ephemeralKey);
        state.DecryptAndHash(encrypted, new byte[encrypted.Length - SymmetricState.TagSize]);
        using KemPublicKey ephemeral = KemPublicKey.Import(Suite.Kem, ephemeralKey, FuzzCryptography.Providers);
        (byte[] answer, byte[] secret) = ephemeral.Encapsulate();
        state.MixHash(answer);
        state.MixKey(secret);
        byte[] sealedPayload = new byte[payload.Length + SymmetricState.TagSize];
        state.EncryptAndHash(payload, sealedPayload);
        return [.. answer, .. sealedPayload];
    }

    /// <summary>Secrets as a handshake leaves them.</summary>
    public static ChannelSecrets Secrets()
    {
        using SymmetricState state = new(Suite, FuzzCryptography.Providers.Symmetric);
        state.MixKey("fuzz"u8);
        return ChannelSecrets.Derive(Suite, state);
    }

    /// <summary>What <see cref="SealedHeaders"/> seals, around any bytes.</summary>
    public static byte[] SealHeaders(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ulong n, byte[] plaintext, byte[] associatedData)
    {
        byte[] result = new byte[plaintext.Length + Frame.TagSize];
        byte[] nonce = new byte[RecordNonce.Size];
        new RecordNonce(iv, n).Write(0, nonce);
        using AesGcm aead = new(key, Frame.TagSize);
        aead.Encrypt(nonce, plaintext, result.AsSpan(0, plaintext.Length), result.AsSpan(plaintext.Length), associatedData);
        return result;
    }

    private static DiscoveryPublisher CreatePublisher()
    {
        FuzzCryptography.Reset();
        DiscoveryPublisher publisher = new(() => Identity, new OneKey(), Clock());
        publisher.GetDocumentAsync(Origin, CancellationToken.None).AsTask().GetAwaiter().GetResult(); // signed while the randomness is known
        FuzzCryptography.Reset();
        return publisher;
    }

    private sealed class OneKey : IChannelKeySource
    {
        public ValueTask<IReadOnlyList<ChannelKey>> GetKeysAsync(string origin, CancellationToken cancellationToken) => new([Key]);

        public ChannelKey? Find(ChannelKeyId id) => id == Key.Id ? Key : null;
    }
}
