using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Ring;

/// <summary>
/// A key's secret, ready for use: a signing key, a KEM key or a symmetric one. At rest it is <c>u8 form | bytes</c>: the seed where the
/// key has one, else the expanded key. Safe to use from several threads.
/// </summary>
internal sealed class KeyMaterial : IDisposable
{
    private const int SymmetricSize = 32;

    private readonly KeyLifetime _lifetime;

    private KeyMaterial(SigningKey key) : this() => Signing = key;

    private KeyMaterial(KemPrivateKey key) : this() => Kem = key;

    private KeyMaterial(SecretBytes key) : this() => Symmetric = key;

    private KeyMaterial() => _lifetime = new KeyLifetime(this, Erase);

    private enum Form : byte
    {
        Seed = 1,
        Expanded = 2,
        Symmetric = 3,
    }

    public SigningKey? Signing { get; }

    public KemPrivateKey? Kem { get; }

    public SecretBytes? Symmetric { get; }

    /// <summary>The raw public key; empty for a symmetric key.</summary>
    public byte[] PublicKey => Signing?.VerifyingKey.Export() ?? Kem?.PublicKey.Export() ?? [];

    /// <summary>A copy of a key that came from outside.</summary>
    public static KeyMaterial CopyOf(AsymmetricPrivateKey key, ProviderSet providers)
    {
        using SecretBytes encoded = Encode(key);
        return Decode(key.Algorithm.Name, encoded.Span, providers);
    }

    public static KeyMaterial Generate(string algorithm, ProviderSet providers)
    {
        if (algorithm != KeyPolicy.TicketAlgorithm)
        {
            return Find(algorithm) switch
            {
                SignatureAlgorithm signature => new(SigningKey.Generate(signature, providers)),
                var kem => new(KemPrivateKey.Generate((KemAlgorithm)kem, providers)),
            };
        }

        SecretBytes key = new(SymmetricSize);
        providers.Random.GetBytes(key.Span);
        return new(key);
    }

    /// <summary>
    /// Begins a use. Without it a ticket could be sealed under the zeros that disposal leaves of a symmetric key.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key was taken away.</exception>
    public KeyLifetime.Lease Use() => _lifetime.Enter();

    /// <summary>Reads what <see cref="Encode()"/> wrote for a key of this algorithm.</summary>
    /// <exception cref="CryptographicException">It is no such key.</exception>
    public static KeyMaterial Decode(string algorithm, ReadOnlySpan<byte> encoded, ProviderSet providers)
    {
        Form form = encoded.IsEmpty ? 0 : (Form)encoded[0];
        ReadOnlySpan<byte> secret = encoded.IsEmpty ? [] : encoded[1..];
        if (algorithm == KeyPolicy.TicketAlgorithm)
            return form == Form.Symmetric && secret.Length == SymmetricSize ? new(SecretBytes.CopyOf(secret)) : throw Malformed();
        CryptographicAlgorithm found = Find(algorithm);
        try
        {
            return (found, form) switch
            {
                (SignatureAlgorithm signature, Form.Seed) => new(SigningKey.ImportSeed(signature, secret, providers)),
                (SignatureAlgorithm signature, Form.Expanded) => new(SigningKey.ImportExpanded(signature, secret, providers)),
                (KemAlgorithm kem, Form.Seed) => new(KemPrivateKey.ImportSeed(kem, secret, providers)),
                (KemAlgorithm kem, Form.Expanded) => new(KemPrivateKey.ImportExpanded(kem, secret, providers)),
                _ => throw Malformed(),
            };
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("The secret of the key has the wrong length.", e);
        }
    }

    /// <summary>The secret at rest, which the caller disposes.</summary>
    public SecretBytes Encode()
    {
        using KeyLifetime.Lease use = Use();
        if (Symmetric is not null)
            return Encode(Form.Symmetric, SymmetricSize, destination => Symmetric.Span.CopyTo(destination));
        return Encode((AsymmetricPrivateKey?)Signing ?? Kem!);
    }

    /// <summary>Whether the other is the same key.</summary>
    public bool IsSameAs(KeyMaterial other) => (Symmetric, other.Symmetric) switch
    {
        (null, null) => PublicKey.AsSpan().SequenceEqual(other.PublicKey),
        ({ } mine, { } theirs) => CryptographicOperations.FixedTimeEquals(mine.Span, theirs.Span),
        _ => false,
    };

    /// <summary>Wipes the secret, when its last user has left.</summary>
    public void Dispose() => _lifetime.Close();

    private void Erase()
    {
        Signing?.Dispose();
        Kem?.Dispose();
        Symmetric?.Dispose();
    }

    private static CryptographicAlgorithm Find(string name) =>
        AlgorithmCatalogue.TryFind(name, out CryptographicAlgorithm? algorithm)
            ? algorithm
            : throw new CryptographicException($"The algorithm {name} is not known.");

    private static SecretBytes Encode(AsymmetricPrivateKey key) => key.HasSeed
        ? Encode(Form.Seed, key.Algorithm.SeedSize!.Value, key.ExportSeed)
        : Encode(Form.Expanded, key.Algorithm.ExpandedPrivateKeySize!.Value, key.ExportExpanded);

    private static SecretBytes Encode(Form form, int size, ExportSecret export)
    {
        SecretBytes encoded = new(1 + size);
        try
        {
            encoded.Span[0] = (byte)form;
            export(encoded.Span[1..]);
            return encoded;
        }
        catch
        {
            encoded.Dispose();
            throw;
        }
    }

    private static CryptographicException Malformed() => new("The secret of the key is malformed.");

    private delegate void ExportSecret(Span<byte> destination);
}
