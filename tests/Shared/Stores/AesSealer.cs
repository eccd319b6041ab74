using System.Security.Cryptography;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Testing;

/// <summary>What a key ring does, with one key: <c>nonce (12) | ciphertext | tag (16)</c>.</summary>
internal sealed class AesSealer : IChannelSealer
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> secrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        byte[] box = new byte[12 + secrets.Length + 16];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(box.AsSpan(0, 12), secrets.Span, box.AsSpan(12, secrets.Length), box.AsSpan(^16..), associatedData.Span);
        return ValueTask.FromResult(box);
    }

    public ValueTask<byte[]> OpenAsync(ReadOnlyMemory<byte> sealedSecrets, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        byte[] secrets = new byte[sealedSecrets.Length - 12 - 16];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(sealedSecrets.Span[..12], sealedSecrets.Span[12..^16], sealedSecrets.Span[^16..], secrets, associatedData.Span);
        return ValueTask.FromResult(secrets);
    }
}
