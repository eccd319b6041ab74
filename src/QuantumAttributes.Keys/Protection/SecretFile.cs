using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>Files that hold a secret: small, and on Unix open to nobody but their owner.</summary>
internal static class SecretFile
{
    /// <summary>The most bytes of such a file.</summary>
    public const int MaxSize = 4096;

    /// <summary>The file's bytes, without the one line end (LF or CR LF) with which they may end.</summary>
    /// <exception cref="KeyProtectionException">It cannot be read, is open to others, or has more than <see cref="MaxSize"/>
    /// bytes.</exception>
    public static SecretBytes Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SecretBytes buffer = new(MaxSize + 1);
        int size;
        try
        {
            using FileStream file = Open(path);
            if (OwnerOnly.FindProblem(file) is { } problem) // asks the open file: its name could lead to another one by now
                throw new KeyProtectionException(problem);
            size = file.ReadAtLeast(buffer.Span, buffer.Span.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyProtectionException($"'{path}' cannot be read: {e.Message}", e);
        }

        if (size > MaxSize)
            throw new KeyProtectionException($"'{path}' has more than {MaxSize} bytes.");
        return SecretBytes.CopyOf(WithoutLineEnd(buffer.Span[..size]));
    }

    /// <summary>Creates a file, mode 0600 on Unix, which appears whole or not at all. One that is there stays as it is.</summary>
    /// <exception cref="KeyProtectionException">The name is taken, or the file cannot be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}");
        try
        {
            Write(temporary, content);
            FirstName.Give(temporary, full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyProtectionException($"'{path}' cannot be created, and what is there is never overwritten: {e.Message}", e);
        }
        finally
        {
            DeleteIfThere(temporary);
        }
    }

    // Unbuffered: no copy of the secret stays behind in a buffer.
    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0 });

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, OwnerOnly.ToWrite(FileMode.CreateNew, FileShare.None));
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> content)
    {
        if (content.EndsWith("\r\n"u8))
            return content[..^2];
        return content.EndsWith("\n"u8) ? content[..^1] : content;
    }

    private static void DeleteIfThere(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }
}
