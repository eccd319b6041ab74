using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Files;

/// <summary>Files that hold secrets: on Unix open to nobody but their owner.</summary>
internal static class PrivateFile
{
    /// <summary>The most bytes of such a file.</summary>
    public const int MaxSize = 256 * 1024;

    /// <summary>The file's text, without the one line end with which it may end.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="isSecret">Whether a text is one, and the file must not be open to others then; null where every text is.</param>
    /// <exception cref="IOException">It cannot be read, is too large, or is open to others.</exception>
    public static SecretCharacters Read(string path, Func<ReadOnlySpan<char>, bool>? isSecret = null)
    {
        byte[] bytes = GC.AllocateArray<byte>(MaxSize + 1, pinned: true);
        char[] characters = [];
        try
        {
            using FileStream file = new(path, new FileStreamOptions { BufferSize = 0 });
            int size = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (size > MaxSize)
                throw new IOException($"'{path}' has more than {MaxSize} bytes.");
            characters = Encoding.UTF8.GetChars(bytes, 0, size);
            if ((isSecret is null || isSecret(characters)) && OwnerOnly.FindProblem(file) is { } problem)
                throw new IOException(problem);
            return new SecretCharacters(WithoutLineEnd(characters));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(characters);
        }
    }

    /// <summary>Writes a file, mode 0600 on Unix. Nothing is overwritten, unless <paramref name="overwrite"/>.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<char> text, bool overwrite = false)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        string target = overwrite ? $"{path}.{Guid.NewGuid():N}" : path;
        try
        {
            using (FileStream file = new(target, OwnerOnly.ToWrite(FileMode.CreateNew, FileShare.Read)))
                Fill(file, target, bytes);
            if (overwrite)
                File.Move(target, path, overwrite: true);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Refuses a path at which something is already.</summary>
    /// <exception cref="IOException">Something is there.</exception>
    public static void RequireFree(string path, string remedy)
    {
        if (Path.Exists(path))
            throw new IOException($"'{path}' is there already. {remedy}");
    }

    private static void Fill(FileStream file, string path, byte[] bytes)
    {
        try
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path); // it is ours, and cut short
            throw;
        }
    }

    private static ReadOnlySpan<char> WithoutLineEnd(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("\r\n"))
            return text[..^2];
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
