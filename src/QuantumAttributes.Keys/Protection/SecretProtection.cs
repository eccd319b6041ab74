using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// Protection by a secret of 32 random bytes: from a key file, from the environment, or put together again from shares. The
/// key-encryption key is HKDF-Expand(secret, "qa1 kek", 32) with SHA-256 (RFC 5869, section 2.3). Unaudited.
/// </summary>
/// <remarks>
/// <para>Safe to use from several threads. Disposal wipes the secret.</para>
/// <para>Its parameters are an id, HKDF-Expand(secret, "qa1 kek id", 8), so that another secret is told at once. Of a random
/// secret it reveals nothing that could be used: 2^192 secrets have the same id.</para>
/// <para>Recovery from shares puts the secret together in the memory of one process: for that time, and while this object lives,
/// whoever controls that process has all of it.</para>
/// </remarks>
public sealed class SecretProtection : KeyProtection
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretSize = SecretDerivation.SecretSize;

    private readonly HeldSecret _secret;

    /// <summary>Takes a secret.</summary>
    /// <param name="secret">Exactly <see cref="SecretSize"/> uniformly random bytes, no passphrase. Copied; the caller wipes its
    /// own.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public SecretProtection(ReadOnlySpan<byte> secret) : this(SecretBytes.CopyOf(RequireSize(secret)))
    {
    }

    private SecretProtection(SecretBytes secret) => _secret = new HeldSecret(secret, typeof(SecretProtection));

    /// <inheritdoc/>
    public override KeyProtectionKind Kind => KeyProtectionKind.Secret;

    /// <summary>A new secret, from this source of randomness. It exists nowhere else: <see cref="Split"/> it before keys depend
    /// on it.</summary>
    public static SecretProtection Generate(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using SecretBytes secret = new(SecretSize);
        random.GetBytes(secret.Span);
        return new SecretProtection(secret.Span);
    }

    /// <summary>Takes the secret from a key file: one line, the Base64 of 32 bytes (44 characters).</summary>
    /// <param name="path">On Unix open to nobody but its owner.</param>
    /// <exception cref="KeyProtectionException">The file cannot be read, is open to others, or holds something else.</exception>
    public static SecretProtection FromFile(string path)
    {
        using SecretBytes text = SecretFile.Read(path);
        return Parse(text.Span, $"'{path}'");
    }

    /// <summary>Takes the secret from an environment variable: the Base64 of 32 bytes (44 characters).</summary>
    /// <remarks>The environment can be read by whoever may look into this process, is inherited by its children, and stays in
    /// memory beyond reach: a file is better.</remarks>
    /// <exception cref="KeyProtectionException">The variable is not set, or holds something else.</exception>
    public static SecretProtection FromEnvironment(string variable)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        string? value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(value))
            throw new KeyProtectionException($"The environment variable {variable} is not set.");
        using SecretBytes text = new(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, text.Span);
        return Parse(text.Span, $"The environment variable {variable}");
    }

    /// <summary>Puts the secret together again from shares (<see cref="SecretSharing"/>), in the memory of this
    /// process.</summary>
    /// <param name="shares">At least as many as their threshold says. The caller disposes them.</param>
    /// <exception cref="KeyProtectionException">They are too few, of different sets, given twice, or do not make their set's
    /// secret.</exception>
    public static SecretProtection FromShares(IEnumerable<KeyShare> shares)
    {
        using SecretBytes secret = new(SecretSize);
        SecretSharing.Combine(shares, secret.Span);
        return new SecretProtection(secret.Span);
    }

    /// <summary>Creates a key file with a new secret, mode 0600 on Unix. It appears whole or not at all, and never in another's
    /// place.</summary>
    /// <exception cref="KeyProtectionException">The name is taken, or the file cannot be written.</exception>
    public static void CreateFile(string path, RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using SecretBytes secret = new(SecretSize), line = new(SecretText.Base64Length + 1);
        random.GetBytes(secret.Span);
        SecretText.EncodeBase64(secret.Span, line.Span);
        line.Span[^1] = (byte)'\n';
        SecretFile.Create(path, line.Span);
    }

    /// <summary>Splits the secret into shares, any <paramref name="threshold"/> of which are enough:
    /// <see cref="SecretSharing.Split"/>.</summary>
    /// <returns>The shares, which the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not 2 &lt;= threshold &lt;= shares &lt;= 255.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public KeyShare[] Split(int threshold, int shares, RandomNumberGenerator random)
    {
        using SecretBytes secret = _secret.Copy();
        return SecretSharing.Split(secret.Span, threshold, shares, random);
    }

    /// <summary>The secret's id, 8 bytes; they are always the same, and need no randomness.</summary>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public override byte[] CreateParameters(RandomNumberGenerator random)
    {
        using SecretBytes secret = _secret.Copy();
        var id = new byte[SecretDerivation.IdSize];
        SecretDerivation.DeriveId(secret.Span, id);
        return id;
    }

    /// <summary>HKDF-Expand(secret, "qa1 kek", 32), where the parameters are this secret's id.</summary>
    /// <param name="parameters">8 bytes.</param>
    /// <param name="key">Receives exactly <see cref="KeyProtection.KeySize"/> bytes; zeroed where this fails.</param>
    /// <exception cref="KeyProtectionException">The parameters are malformed, or belong to another secret.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public override void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key)
    {
        ClearKey(key);
        if (parameters.Length != SecretDerivation.IdSize)
        {
            throw new KeyProtectionException(
                $"The parameters of a secret are {SecretDerivation.IdSize} bytes, not {parameters.Length}: the container is damaged.");
        }

        using SecretBytes secret = _secret.Copy();
        Span<byte> id = stackalloc byte[SecretDerivation.IdSize];
        SecretDerivation.DeriveId(secret.Span, id);
        if (!CryptographicOperations.FixedTimeEquals(id, parameters))
            throw new KeyProtectionException("The container was sealed under another secret than the one that is configured.");
        SecretDerivation.DeriveKey(secret.Span, key);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _secret.Dispose();
        base.Dispose(disposing);
    }

    private static SecretProtection Parse(ReadOnlySpan<byte> text, string source)
    {
        using SecretBytes secret = new(SecretSize);
        if (!SecretText.TryDecodeBase64(text, secret.Span))
            throw new KeyProtectionException($"{source} does not hold a secret: one line, the Base64 of {SecretSize} bytes.");
        return new SecretProtection(secret.Span);
    }

    private static ReadOnlySpan<byte> RequireSize(ReadOnlySpan<byte> secret) =>
        secret.Length == SecretSize ? secret : throw new ArgumentException($"A secret has {SecretSize} bytes.", nameof(secret));
}
