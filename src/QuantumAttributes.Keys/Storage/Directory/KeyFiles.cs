namespace QuantumAttributes.Keys.Storage;

/// <summary>The key files of a directory as of one reading, in the order of their names.</summary>
/// <param name="Keys">Those that can be read.</param>
/// <param name="Unreadable">Those that cannot.</param>
internal sealed record KeyFiles(IReadOnlyList<StoredKey> Keys, IReadOnlyList<UnreadableKey> Unreadable)
{
    private const string Remedy = "Restore it from a backup, or remove it.";

    /// <summary>Reads them one after another. A file that vanishes meanwhile was not there.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be read.</exception>
    public static KeyFiles Read(string directory)
    {
        var keys = new List<StoredKey>();
        var unreadable = new List<UnreadableKey>();
        string[] paths = Directory.GetFileSystemEntries(directory, "*" + KeyFileName.Extension);
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            (StoredKey? key, UnreadableKey? problem) = ReadFile(path);
            if (key is not null)
                keys.Add(key);
            if (problem is not null)
                unreadable.Add(problem);
        }

        return new KeyFiles(keys, [.. unreadable.Select(file => WithSlotOf(keys, file))]);
    }

    /// <summary>Whether another reading found the same.</summary>
    public bool IsSame(KeyFiles other) =>
        Unreadable.SequenceEqual(other.Unreadable)
        && Keys.Count == other.Keys.Count
        && Keys.Zip(other.Keys).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(StoredKey first, StoredKey second) =>
        first with { Container = default } == second with { Container = default }
        && first.Container.Span.SequenceEqual(second.Container.Span);

    private static (StoredKey?, UnreadableKey?) ReadFile(string path)
    {
        KeyFileName? name = KeyFileName.Parse(Path.GetFileName(path));
        try
        {
            using FileStream file = OpenToRead(path);
            byte[] bytes = file.Length <= KeyFile.MaxSize ? ReadWhole(file) : [];
            string? problem = FindDamage(path, bytes, name, out StoredKey? key);
            problem = OwnerOnly.FindProblem(file) ?? problem;
            if (problem is null)
                return (key, null);
            return (null, new UnreadableKey(path, SlotOf(name, KeyFile.PeekSlot(bytes)), name?.Generation ?? 0, problem));
        }
        catch (FileNotFoundException) when (new FileInfo(path).LinkTarget is null)
        {
            return (null, null);
        }
        catch (Exception e) when (e is IOException and not DirectoryNotFoundException or UnauthorizedAccessException)
        {
            string problem = $"The key file '{path}' cannot be read: {e.Message} {Remedy}";
            return (null, new UnreadableKey(path, name?.Slot, name?.Generation ?? 0, problem));
        }
    }

    private static string? FindDamage(string path, byte[] bytes, KeyFileName? name, out StoredKey? key)
    {
        if (!KeyFile.TryDecode(bytes, out key, out string? damage))
            return $"The key file '{path}' is damaged: {damage}. {Remedy}";
        return KeyFileName.Of(key.Slot, key.Generation) == name ? null : $"The key file '{path}' has another key's name. {Remedy}";
    }

    // On Windows, too, the file may be replaced meanwhile.
    private static FileStream OpenToRead(string path) =>
        new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });

    private static byte[] ReadWhole(FileStream file)
    {
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // What the name leaves open the damaged file itself may say, and the name then confirms it.
    private static KeySlot? SlotOf(KeyFileName? name, KeySlot? inside) =>
        name?.Slot ?? (inside is { } slot && name?.IsOf(slot) == true ? slot : null);

    // Or another key of the slot, which has the same beginning of its name.
    private static UnreadableKey WithSlotOf(List<StoredKey> keys, UnreadableKey file)
    {
        if (file.Slot is not null || KeyFileName.Parse(Path.GetFileName(file.Location)) is not { } name)
            return file;
        return file with { Slot = keys.Find(key => name.IsOf(key.Slot))?.Slot };
    }
}
