namespace QuantumAttributes.Channels.Client;

/// <summary>Opens the small files in which clients remember things: each use has the file for itself.</summary>
internal static class SoleFile
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Opens a file, made with its directory where there is none; waits while another process has it.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        for (long deadline = Environment.TickCount64 + (long)LongestWait.TotalMilliseconds; ;)
        {
            try
            {
                if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
                    Directory.CreateDirectory(directory);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && Environment.TickCount64 < deadline)
            {
                Thread.Sleep(10); // another process has it
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"{path} cannot be read and written: {e.Message}", e);
            }
        }
    }
}
