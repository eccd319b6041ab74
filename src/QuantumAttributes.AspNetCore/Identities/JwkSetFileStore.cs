using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>
/// The identities of a JWK set file, which may change while the application runs. Its content is looked at when somebody is looked for,
/// at most once a second: no notification of a file system, and no stamp that one keeps, is to be had on every mount.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class JwkSetFileStore : IQuantumIdentityStore
{
    /// <summary>The longest file in bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly LastGoodIdentities _identities;
    private byte[] _digest; // of what was read at last and was good
    private long _looked;
    private int _looking;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="FormatException">It is no set of identities, or an empty one.</exception>
    public JwkSetFileStore(string path, IdentityReader reader)
    {
        _path = path;
        _time = reader.Time;
        _looked = _time.GetTimestamp();
        (_digest, string? json) = Read([]);
        _identities = new LastGoodIdentities($"the JWK set '{path}'", json!, reader);
    }

    public ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        // One looks; whoever comes meanwhile does not wait, so that a mount that hangs holds up nobody else.
        if (_time.GetElapsedTime(Volatile.Read(ref _looked)) >= Interval && Interlocked.Exchange(ref _looking, 1) == 0)
        {
            try
            {
                Look();
            }
            finally
            {
                Volatile.Write(ref _looked, _time.GetTimestamp());
                Volatile.Write(ref _looking, 0);
            }
        }

        return ValueTask.FromResult(_identities.Find(keyId));
    }

    private void Look()
    {
        try
        {
            (byte[] digest, string? json) = Read(_digest);
            if (json is null)
                _identities.Recover();
            else if (_identities.TryReplace(json))
                _digest = digest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _identities.Fail(e.Message);
        }
    }

    // The digest of the content, and the content where that is another digest.
    private (byte[] Digest, string? Json) Read(byte[] known)
    {
        using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.Length > MaxLength)
            throw new IOException($"It is longer than {MaxLength} bytes.");
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)file.Length);
        try
        {
            ReadOnlySpan<byte> content = buffer.AsSpan(0, file.ReadAtLeast(buffer.AsSpan(0, (int)file.Length), (int)file.Length, throwOnEndOfStream: false));
            byte[] digest = SHA256.HashData(content);
            if (digest.AsSpan().SequenceEqual(known))
                return (digest, null);
            ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
            return (digest, Encoding.UTF8.GetString(content.StartsWith(mark) ? content[mark.Length..] : content));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
