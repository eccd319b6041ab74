using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A public key: what <see cref="KemPublicKey"/> and <see cref="VerifyingKey"/> have in common.</summary>
/// <remarks>
/// Safe to use from many threads at once; disposal waits for nobody, and takes effect when the last use under way has ended.
/// </remarks>
public abstract class AsymmetricPublicKey : IDisposable
{
    private readonly byte[] _bytes;
    private readonly KeyLifetime _lifetime;

    private protected AsymmetricPublicKey(byte[] bytes, IDisposable expansion)
    {
        _bytes = bytes;
        _lifetime = new KeyLifetime(this, expansion.Dispose);
    }

    /// <summary>The key's algorithm.</summary>
    public abstract CryptographicAlgorithm Algorithm { get; }

    /// <summary>The raw encoding. It is public, and may be read after disposal.</summary>
    private protected ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key's raw encoding, <see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] Export()
    {
        using KeyLifetime.Lease use = Use();
        return [.. _bytes];
    }

    /// <summary>Writes the key's raw encoding.</summary>
    /// <param name="destination">Exactly <see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</param>
    /// <exception cref="ArgumentException">The span has another size.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void Export(Span<byte> destination)
    {
        KeyErrors.CheckBufferSize(destination.Length, Algorithm.PublicKeySize, "public key", nameof(destination));
        using KeyLifetime.Lease use = Use();
        _bytes.CopyTo(destination);
    }

    /// <summary>The key as DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportSubjectPublicKeyInfo()
    {
        using KeyLifetime.Lease use = Use();
        return SubjectPublicKeyInfo.Write(KeyErrors.OidOf(Algorithm), _bytes);
    }

    /// <summary>The key as a PEM <c>PUBLIC KEY</c> block.</summary>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ExportSubjectPublicKeyInfoPem() =>
        PemEncoding.WriteString(PemContents.PublicKeyLabel, ExportSubjectPublicKeyInfo());

    /// <summary>Ends the key's life. A public key holds no secret; this frees what the provider keeps for it.</summary>
    public void Dispose()
    {
        _lifetime.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a use of the key.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    private protected KeyLifetime.Lease Use() => _lifetime.Enter();
}
