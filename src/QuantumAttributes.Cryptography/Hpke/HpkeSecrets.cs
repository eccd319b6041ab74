namespace QuantumAttributes.Cryptography;

/// <summary>
/// What a key schedule makes: <c>key || base_nonce || exporter_secret</c> (RFC 9180, section 5.1). Zeroed on disposal.
/// </summary>
internal sealed class HpkeSecrets(int keySize, int nonceSize, int exporterSecretSize) : IDisposable
{
    private readonly SecretBytes _secrets = new(keySize + nonceSize + exporterSecretSize);

    public Span<byte> Key => _secrets.Span[..keySize];

    public Span<byte> BaseNonce => _secrets.Span.Slice(keySize, nonceSize);

    public Span<byte> ExporterSecret => _secrets.Span[(keySize + nonceSize)..];

    /// <summary>All three, in this order: the output of a single-stage KDF.</summary>
    public Span<byte> All => _secrets.Span;

    public void Dispose() => _secrets.Dispose();
}
