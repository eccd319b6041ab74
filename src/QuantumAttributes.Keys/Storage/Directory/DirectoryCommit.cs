using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// Writes a commit into a directory: everything is checked, then everything that can be prepared is, and only then anything appears.
/// </summary>
/// <remarks>For whoever has the directory's lock.</remarks>
internal sealed class DirectoryCommit
{
    private readonly DurableDirectory _directory;
    private readonly KeyStoreCommit _commit;
    private readonly KeyFiles _present;
    private readonly AuditRecord? _lastAudit;
    private readonly long _auditLength;

    /// <summary>Reads what the commit has to fit.</summary>
    public DirectoryCommit(DurableDirectory directory, KeyStoreCommit commit)
    {
        _directory = directory;
        _commit = commit;
        _present = KeyFiles.Read(directory.Path);
        using AuditFile? audit = AuditFile.Open(directory.At(DirectoryKeyStore.AuditName));
        _lastAudit = audit?.ReadLast();
        _auditLength = audit?.Length ?? 0;
    }

    /// <summary>Makes sure that the whole commit fits.</summary>
    /// <exception cref="KeyStoreConflictException">It does not.</exception>
    /// <exception cref="KeyStoreException">Two slots' names have the same hash.</exception>
    public void Check()
    {
        long next = _lastAudit?.Sequence ?? 0;
        foreach (AuditRecord record in _commit.Audit)
        {
            bool goesOn = next < long.MaxValue && record.Sequence == ++next;
            Require(goesOn, $"Number {record.Sequence} of the audit log is taken or leaves a gap.");
        }

        Dictionary<KeyId, StoredKey> keys = _present.Keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id);
        foreach (StoredKey key in _commit.Keys)
        {
            if (key.Revision == 1)
                RequireNew(key, keys);
            else
                RequirePresent(key with { Revision = key.Revision - 1 }, keys);
        }

        foreach (StoredKey key in _commit.Removed)
            RequirePresent(key, keys);
    }

    /// <summary>Writes it. Where that fails before the first key appears, the audit log is as it was.</summary>
    public void Write()
    {
        List<string> temporaries = [.. _commit.Keys.Select(WriteTemporary)];
        bool appeared = false;
        try
        {
            if (_commit.Audit.Count > 0)
                _directory.Append(DirectoryKeyStore.AuditName, _auditLength, [.. _commit.Audit.SelectMany(AuditFile.Encode)]);
            foreach ((StoredKey key, string temporary) in _commit.Keys.Zip(temporaries))
            {
                Give(temporary, key, first: !appeared);
                appeared = true;
                // On Unix a file that was given its first name has its old one, too.
                _directory.Remove(temporary);
                _directory.Sync();
            }
        }
        catch (Exception e) when (!appeared && e is IOException or UnauthorizedAccessException)
        {
            if (_commit.Audit.Count > 0)
                _directory.Append(DirectoryKeyStore.AuditName, _auditLength, []);
            throw;
        }

        foreach (StoredKey key in _commit.Removed)
        {
            _directory.Remove(NameOf(key));
            _directory.Sync();
        }
    }

    private string WriteTemporary(StoredKey key)
    {
        byte[] file = KeyFile.Encode(key);
        try
        {
            return _directory.WriteTemporary(file);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(file);
        }
    }

    private void Give(string temporary, StoredKey key, bool first)
    {
        string name = NameOf(key);
        if (key.Revision > 1)
        {
            _directory.Replace(temporary, name);
            return;
        }

        try
        {
            _directory.GiveFirst(temporary, name);
        }
        catch (IOException e) when (first && IsTaken(name))
        {
            throw new KeyStoreConflictException($"The name '{name}' is taken, by something that does not heed the lock.", e);
        }
    }

    private void RequireNew(StoredKey key, Dictionary<KeyId, StoredKey> keys)
    {
        string name = NameOf(key);
        if (_present.Keys.FirstOrDefault(other => NameOf(other) == name) is { } present && present.Slot != key.Slot)
            throw new KeyStoreException($"The slots {key.Slot} and {present.Slot} have the same file name '{name}'. Rename the new one.");
        Require(!keys.ContainsKey(key.Id), $"The key {key.Id} is there already.");
        Require(!IsTaken(name), $"Generation {key.Generation} of {key.Slot} is taken.");
    }

    private static void RequirePresent(StoredKey key, Dictionary<KeyId, StoredKey> keys)
    {
        bool present = keys.TryGetValue(key.Id, out StoredKey? found)
            && found.Slot == key.Slot && found.Generation == key.Generation && found.Revision == key.Revision;
        Require(present, $"Generation {key.Generation} of {key.Slot} is not the key {key.Id} at revision {key.Revision}.");
    }

    // Also by what cannot be read, and by a link that leads nowhere.
    private bool IsTaken(string name) => Directory.EnumerateFileSystemEntries(_directory.Path, name).Any();

    private static string NameOf(StoredKey key) => KeyFileName.Of(key.Slot, key.Generation).ToString();

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new KeyStoreConflictException(message);
    }
}
