using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// A ring in a directory, readable by its own user alone (0700, files 0600; on Windows, as the parent directory's access list says): a
/// file for each key, the audit log <c>audit.log</c> and the counts of uses <c>uses.json</c>. Other files are left alone.
/// </summary>
/// <remarks>
/// Safe to use from several threads and processes of one machine. Who writes has the lock of <c>ring.lock</c>, which the kernel releases
/// when a process ends; who reads needs none. The file system must have locks and, on Unix, hard links: a local one does.
/// Key files that are damaged or open to others are set aside (<see cref="KeyStoreContents.Unreadable"/>), keep their place in the ring,
/// and are neither moved nor removed.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "The semaphore's wait handle is never asked for, and without one it has nothing to dispose of.")]
public sealed class DirectoryKeyStore : IKeyStore
{
    internal const string AuditName = "audit.log";
    internal const string UsesName = "uses.json";
    internal const string LockName = "ring.lock";

    private readonly DurableDirectory _directory;

    private readonly SemaphoreSlim _gate = new(1, 1);

    private DirectoryKeyStore(string path) => _directory = new DurableDirectory(path);

    /// <summary>The directory's full path.</summary>
    public string Path => _directory.Path;

    /// <inheritdoc/>
    public string Description => $"directory {Path}";

    /// <summary>Called with its name before each single operation that changes the directory: tests end the process there.</summary>
    internal Action<string>? BeforeStep
    {
        get => _directory.BeforeStep;
        set => _directory.BeforeStep = value;
    }

    /// <summary>How long a writer waits for another.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Opens a directory, and creates it where it is not there.</summary>
    /// <exception cref="KeyStoreException">It cannot be created or entered, or others than its owner can.</exception>
    public static DirectoryKeyStore Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return Guard($"The key directory '{full}' cannot be used", () =>
        {
            Create(full);
            if (OwnerOnly.FindProblem(full, "chmod 700") is { } problem)
                throw new KeyStoreException(problem);
            _ = Directory.EnumerateFiles(full).Any();
            return new DirectoryKeyStore(full);
        });
    }

    /// <inheritdoc/>
    public async ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default)
    {
        const int Tries = 20;
        for (int tries = 0; tries < Tries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Reading(TryRead) is { } contents)
                return contents;
        }

        // Writers leave no pause between them.
        return await LockedAsync(TryRead, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyStoreException($"The key directory '{Path}' changes while it is locked: something else writes there.");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The commit is malformed (<see cref="KeyStoreCommit.Validate"/>).</exception>
    public async ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        commit.Validate();
        await LockedAsync(
            () =>
            {
                using (AuditFile? audit = OpenAudit())
                {
                    if (IsUnfinishedBeginning(audit?.ReadLast()))
                        _directory.Append(AuditName, 0, []);
                }

                _directory.Sweep();
                var change = new DirectoryCommit(_directory, commit);
                change.Check();
                change.Write();
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Each entry has the number that its line has. A line that is not of the form <c>number space entry</c> comes as an entry too: its
    /// number is that of the line, from 1, and its text the raw line as Latin-1, cut at <see cref="AuditRecord.MaxEntryLength"/>.
    /// </remarks>
    public async IAsyncEnumerable<AuditRecord> ReadAuditAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using AuditFile? audit = Reading(OpenAudit);
        while (audit is not null && Reading(audit.ReadNext) is { Count: > 0 } records)
        {
            foreach (AuditRecord record in records)
                yield return record;
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <inheritdoc/>
    public async ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uses);
        await LockedAsync(
            () =>
            {
                Dictionary<KeyId, long> counts = UseCounts.Read(_directory.At(UsesName));
                UseCounts.Add(counts, uses);
                _directory.Replace(_directory.WriteTemporary(UseCounts.Encode(counts)), UsesName);
                _directory.Sync();
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyDictionary<KeyId, long>>(Reading(() => UseCounts.Read(_directory.At(UsesName))));
    }

    // The names of directories that are new must reach the disk, too.
    private static void Create(string path)
    {
        var parents = new List<string>();
        for (string p = path; !Directory.Exists(p) && System.IO.Path.GetDirectoryName(p) is { } parent; p = parent)
            parents.Add(parent);
        OwnerOnly.CreateDirectory(path);
        foreach (string parent in parents)
        {
            if (!OperatingSystem.IsWindows())
                Posix.SyncDirectory(parent);
        }
    }

    private AuditFile? OpenAudit() => AuditFile.Open(_directory.At(AuditName));

    private AuditRecord? ReadLastAudit()
    {
        using AuditFile? audit = OpenAudit();
        AuditRecord? last = audit?.ReadLast();
        return IsUnfinishedBeginning(last) ? null : last;
    }

    // The first commit of all ended after its entries and before its first key: then there is an audit log whose own key never came, and
    // nothing to go on from. All its keys are still there as temporary files, each with one entry; a log with more is of a ring that was.
    private bool IsUnfinishedBeginning(AuditRecord? last) =>
        last is not null
        && last.Sequence <= _directory.CountTemporaries()
        && !Directory.EnumerateFileSystemEntries(Path, "*" + KeyFileName.Extension).Any();

    // Without a lock the files of one reading may be of different moments, and one that is renamed meanwhile may be missing in it. Two
    // readings that agree, while nobody wrote to the audit log, are of one moment.
    private KeyStoreContents? TryRead()
    {
        AuditRecord? last = ReadLastAudit();
        KeyFiles first = KeyFiles.Read(Path), second = KeyFiles.Read(Path);
        return first.IsSame(second) && last == ReadLastAudit() ? new KeyStoreContents(first.Keys, first.Unreadable, last) : null;
    }

    private T Reading<T>(Func<T> operation) => Guard($"The key directory '{Path}' cannot be read", operation);

    private async ValueTask<T> LockedAsync<T>(Func<T> operation, CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(Patience, cancellationToken).ConfigureAwait(false))
            throw new KeyStoreException($"The key store is busy: '{Path}' has been written to for {Patience}.");
        try
        {
            string path = _directory.At(LockName);
            using IDisposable held = await DirectoryLock.TakeAsync(path, Patience, cancellationToken).ConfigureAwait(false);
            return operation();
        }
        catch (Exception e) when (IsOfTheFileSystem(e))
        {
            throw new KeyStoreException($"The key directory '{Path}' cannot be written: {e.Message}", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static T Guard<T>(string failure, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (IsOfTheFileSystem(e))
        {
            throw new KeyStoreException($"{failure}: {e.Message}", e);
        }
    }

    private static bool IsOfTheFileSystem(Exception e) => e is IOException and not KeyStoreException or UnauthorizedAccessException;
}
