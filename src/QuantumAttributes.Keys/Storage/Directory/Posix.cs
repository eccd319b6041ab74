using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace QuantumAttributes.Keys.Storage;

/// <summary>What .NET does not offer: locks that fail aloud, and directories that reach the disk.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    /// <summary>EWOULDBLOCK, which .NET passes on as the HResult of its exceptions.</summary>
    public static readonly int WouldBlock = IsLinux ? 11 : 35;

    private const int Interrupted = 4;
    private const int LockExclusive = 2, LockNonBlocking = 4;

    // O_RDONLY | O_CLOEXEC: a process that is started meanwhile gets no handle of it.
    private static readonly int _readOnly = IsLinux ? 0x80000 : OperatingSystem.IsFreeBSD() ? 0x100000 : 0x1000000;

    private static bool IsLinux => OperatingSystem.IsLinux() || OperatingSystem.IsAndroid();

    /// <summary>Locks a file until this handle is closed or its process ends; false where another handle has it.</summary>
    /// <exception cref="IOException">The file system has no locks.</exception>
    public static bool TryLock(SafeFileHandle file)
    {
        while (FLock(file, LockExclusive | LockNonBlocking) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
                return false;
            if (error != Interrupted)
                throw new IOException($"The file system gives no lock: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        return true;
    }

    /// <summary>Returns when the names in a directory have reached the disk.</summary>
    /// <exception cref="IOException">They have not.</exception>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle directory = Open(path, _readOnly);
        if (directory.IsInvalid)
            throw new IOException($"'{path}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        while (FSync(directory) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"'{path}' cannot be flushed to disk: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FLock(SafeFileHandle file, int operation);

    // Without O_CREAT it takes two arguments.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FSync(SafeFileHandle file);
}
