using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// Protection by a passphrase: the key-encryption key is Argon2id (RFC 9106, version 0x13) of its UTF-8 bytes, with a random salt
/// of 16 bytes. It is as strong as the passphrase: whoever gets hold of containers can try passphrases, at
/// <see cref="Argon2Cost"/> each. Unaudited.
/// </summary>
/// <remarks>
/// <para>Safe to use from several threads; each derivation takes the memory of its cost. Disposal wipes the passphrase.</para>
/// <para>The passphrase counts as it is: no character is folded, trimmed or normalised, because what .NET normalises depends on
/// how an application is built (<c>InvariantGlobalization</c>). Where it may be typed in NFC at one place and in NFD at another,
/// ASCII is safe.</para>
/// <para>It cannot tell a wrong passphrase: that derives another key, under which no container opens.</para>
/// <para>Argon2id is BouncyCastle's. It wipes its memory when it is done; hashes on the way there stay beyond reach until they
/// are collected.</para>
/// </remarks>
public sealed class PassphraseProtection : KeyProtection
{
    // For the lanes; not the current scheduler, which may be anybody's.
    private static readonly TaskFactory _lanes = new(TaskScheduler.Default);

    private readonly HeldSecret _passphrase;
    private readonly Argon2Cost _cost;

    /// <summary>Takes a passphrase.</summary>
    /// <param name="passphrase">Copied; the caller wipes its own.</param>
    /// <param name="cost">What new parameters cost; <see cref="Argon2Cost.Default"/> where null.</param>
    /// <exception cref="ArgumentException">The passphrase is empty, or no well-formed UTF-16.</exception>
    public PassphraseProtection(ReadOnlySpan<char> passphrase, Argon2Cost? cost = null) : this(Encode(passphrase), cost)
    {
    }

    private PassphraseProtection(SecretBytes passphrase, Argon2Cost? cost)
    {
        _passphrase = new HeldSecret(passphrase, typeof(PassphraseProtection));
        _cost = cost ?? Argon2Cost.Default;
    }

    /// <inheritdoc/>
    public override KeyProtectionKind Kind => KeyProtectionKind.Passphrase;

    /// <summary>Takes the passphrase from a file: all of it but one line end (LF or CR LF) at its end.</summary>
    /// <param name="path">UTF-8 without byte order mark, 1 to 4096 bytes; on Unix open to nobody but its owner.</param>
    /// <param name="cost">What new parameters cost; <see cref="Argon2Cost.Default"/> where null.</param>
    /// <exception cref="KeyProtectionException">The file cannot be read, is open to others, or holds something else.</exception>
    public static PassphraseProtection FromFile(string path, Argon2Cost? cost = null)
    {
        SecretBytes passphrase = SecretFile.Read(path);
        if (passphrase.Span.IsEmpty || passphrase.Span.StartsWith(Encoding.UTF8.Preamble) || !Utf8.IsValid(passphrase.Span))
        {
            passphrase.Dispose();
            throw new KeyProtectionException($"'{path}' does not hold a passphrase: one in UTF-8, without byte order mark, and not empty.");
        }

        return new PassphraseProtection(passphrase, cost);
    }

    /// <summary>25 bytes, big-endian: u32 memory in KiB | u32 iterations | u8 lanes | 16 random bytes of salt.</summary>
    public override byte[] CreateParameters(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var salt = new byte[PassphraseParameters.SaltSize];
        random.GetBytes(salt);
        return new PassphraseParameters(_cost, salt).ToArray();
    }

    /// <summary>Argon2id of the passphrase, with the parameters' cost. Another passphrase derives another key.</summary>
    /// <param name="parameters">25 bytes; their bounds, those of <see cref="Argon2Cost"/>, are checked before any work.</param>
    /// <param name="key">Receives exactly <see cref="KeyProtection.KeySize"/> bytes; zeroed where this fails.</param>
    /// <exception cref="KeyProtectionException">The parameters are malformed or out of bounds.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public override void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key)
    {
        ClearKey(key);
        PassphraseParameters read = PassphraseParameters.Read(parameters);
        using SecretBytes passphrase = _passphrase.Copy(), derived = new(KeySize);
        Argon2Parameters argon2 = new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithMemoryAsKB(read.Cost.Memory)
            .WithIterations(read.Cost.Iterations)
            .WithParallelism(read.Cost.Lanes)
            .WithSalt(read.Salt)
            .Build();
        var generator = new Argon2BytesGenerator(_lanes);
        generator.Init(argon2);
        generator.GenerateBytes(passphrase.Array, derived.Array);
        derived.Span.CopyTo(key);
    }

    /// <summary>Whether these parameters cost at least what new ones would: no less memory, no fewer iterations, no more
    /// lanes.</summary>
    /// <exception cref="KeyProtectionException">The parameters are malformed or out of bounds.</exception>
    public override bool IsCurrent(ReadOnlySpan<byte> parameters) => PassphraseParameters.Read(parameters).Cost.IsAtLeast(_cost);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _passphrase.Dispose();
        base.Dispose(disposing);
    }

    // Not by an Encoding, whose exception would name the character that is wrong.
    private static SecretBytes Encode(ReadOnlySpan<char> passphrase)
    {
        if (passphrase.IsEmpty)
            throw new ArgumentException("The passphrase is empty.", nameof(passphrase));
        using SecretBytes buffer = new(Encoding.UTF8.GetMaxByteCount(passphrase.Length));
        OperationStatus status = Utf8.FromUtf16(passphrase, buffer.Span, out _, out int size, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new ArgumentException("The passphrase is no well-formed UTF-16.", nameof(passphrase));
        return SecretBytes.CopyOf(buffer.Span[..size]);
    }
}
