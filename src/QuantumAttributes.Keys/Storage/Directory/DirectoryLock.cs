using System.Diagnostics;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// The lock under which a directory is written. The kernel releases it when the process that has it ends, however it ends; the file
/// stays.
/// </summary>
internal static class DirectoryLock
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the lock, which whoever gets it disposes.</summary>
    /// <exception cref="KeyStoreException">Another process had it all the time.</exception>
    /// <exception cref="IOException">The file cannot be opened, or the file system has no locks.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } held)
                return held;
            if (Stopwatch.GetElapsedTime(start) >= patience)
                throw new KeyStoreException($"The key store is busy: another process has had '{path}' locked for {patience}.");
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static FileStream? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, OwnerOnly.ToWrite(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (e.HResult == (OperatingSystem.IsWindows() ? WindowsSharingViolation : Posix.WouldBlock))
        {
            return null;
        }

        return OperatingSystem.IsWindows() || IsLocked(file) ? file : null;
    }

    // On Unix .NET has asked for the same lock, and does not say where the file system refused it.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsLocked(FileStream file)
    {
        bool locked = false;
        try
        {
            locked = Posix.TryLock(file.SafeFileHandle);
        }
        finally
        {
            if (!locked)
                file.Dispose();
        }

        return locked;
    }
}
