using System.Runtime.InteropServices;

namespace QuantumAttributes.Keys;

/// <summary>
/// Gives a file a name that nobody has yet, in one step: of several who try, one succeeds. On Unix <see cref="File.Move(string, string)"/>
/// looks first and renames then, and between the two the last one wins.
/// </summary>
internal static partial class FirstName
{
    /// <summary>Gives the file the name <paramref name="path"/>; on Unix it may keep its old one besides.</summary>
    /// <exception cref="IOException">The name is taken, or the file system has no hard links.</exception>
    public static void Give(string file, string path)
    {
        if (OperatingSystem.IsWindows())
            File.Move(file, path, overwrite: false);
        else if (Link(file, path) != 0)
            throw new IOException($"'{path}' cannot be linked: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    // POSIX: link() fails with EEXIST where the name is taken, whatever has it.
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Link(string file, string path);
}
