using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A private key, kept in expanded form so that repeated use is cheap: what <see cref="KemPrivateKey"/> and
/// <see cref="SigningKey"/> have in common.
/// </summary>
/// <remarks>
/// Safe to use from many threads at once. Disposal zeroes the key, when the last use under way has ended; any later use throws
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract partial class AsymmetricPrivateKey : IDisposable
{
    private readonly IExpandedPrivateKey _expanded;
    private readonly SecretBytes? _seed;
    private readonly KeyLifetime _lifetime;

    /// <summary>Takes over the expanded key and the seed.</summary>
    private protected AsymmetricPrivateKey(IExpandedPrivateKey expanded, SecretBytes? seed)
    {
        _expanded = expanded;
        _seed = seed;
        _lifetime = new KeyLifetime(this, Erase);
    }

    /// <summary>The key's algorithm.</summary>
    public abstract CryptographicAlgorithm Algorithm { get; }

    /// <summary>
    /// Whether the seed is known. It is not when the key was imported in expanded form, or the algorithm has no seeds.
    /// </summary>
    public bool HasSeed => _seed is not null;

    /// <summary>The seed, <see cref="CryptographicAlgorithm.SeedSize"/> bytes. Zero it after use.</summary>
    /// <exception cref="CryptographicException">The seed is not known: see <see cref="HasSeed"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportSeed()
    {
        using KeyLifetime.Lease use = Use();
        return (_seed ?? throw KeyErrors.NoSeed()).Span.ToArray();
    }

    /// <summary>Writes the seed.</summary>
    /// <param name="destination">Exactly <see cref="CryptographicAlgorithm.SeedSize"/> bytes. Zero them after use.</param>
    /// <exception cref="ArgumentException">The span has another size.</exception>
    /// <exception cref="CryptographicException">The seed is not known: see <see cref="HasSeed"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void ExportSeed(Span<byte> destination)
    {
        using KeyLifetime.Lease use = Use();
        SecretBytes seed = _seed ?? throw KeyErrors.NoSeed();
        KeyErrors.CheckBufferSize(destination.Length, seed.Span.Length, "seed", nameof(destination));
        seed.Span.CopyTo(destination);
    }

    /// <summary>Writes the key in the standard's expanded form.</summary>
    /// <param name="destination">
    /// Exactly <see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes. Zero them after use.
    /// </param>
    /// <exception cref="ArgumentException">The span has another size.</exception>
    /// <exception cref="CryptographicException">The algorithm has no expanded form.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void ExportExpanded(Span<byte> destination)
    {
        int size = Algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(Algorithm);
        KeyErrors.CheckBufferSize(destination.Length, size, "expanded private key", nameof(destination));
        using KeyLifetime.Lease use = Use();
        _expanded.ExportExpandedKey(destination);
    }

    /// <summary>The key as DER PKCS#8: the seed where it is known, else the expanded key. Zero the bytes after use.</summary>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportPkcs8PrivateKey()
    {
        using KeyLifetime.Lease use = Use();
        string oid = KeyErrors.OidOf(Algorithm);
        if (_seed is not null)
            return Pkcs8PrivateKey.Write(oid, Algorithm.PrivateKeyEncoding, PrivateKeyParts.OfSeed(_seed.Span));

        using SecretBytes expanded = Expanded();
        return Pkcs8PrivateKey.Write(oid, Algorithm.PrivateKeyEncoding, PrivateKeyParts.OfExpandedKey(expanded.Span));
    }

    /// <summary>
    /// The key as a PEM <c>PRIVATE KEY</c> block. A string cannot be zeroed: prefer <see cref="ExportPkcs8PrivateKey"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ExportPkcs8PrivateKeyPem() => PemContents.WriteAndZero(PemContents.PrivateKeyLabel, ExportPkcs8PrivateKey());

    /// <summary>Zeroes the key. Its public key stays usable.</summary>
    public void Dispose()
    {
        _lifetime.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>The raw encoding of the public key that belongs to this key.</summary>
    internal abstract byte[] ExportPublicKey();

    /// <summary>Whether the expanded form of this key is this one.</summary>
    internal bool ExpandsTo(ReadOnlySpan<byte> expandedKey)
    {
        using KeyLifetime.Lease use = Use();
        using SecretBytes expanded = Expanded();
        return CryptographicOperations.FixedTimeEquals(expanded.Span, expandedKey);
    }

    /// <summary>Begins a use of the key.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    private protected KeyLifetime.Lease Use() => _lifetime.Enter();

    private SecretBytes Expanded()
    {
        SecretBytes expanded = new(Algorithm.ExpandedPrivateKeySize ?? throw KeyErrors.NoExpandedKey(Algorithm));
        try
        {
            _expanded.ExportExpandedKey(expanded.Span);
            return expanded;
        }
        catch
        {
            expanded.Dispose();
            throw;
        }
    }

    private void Erase()
    {
        _expanded.Dispose();
        _seed?.Dispose();
    }
}
