using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>
/// Identities in a text file: a line each, origin and thumbprint with a space between. Known hosts, as SSH has them. Of an origin's lines
/// the last counts: it followed the others.
/// </summary>
/// <remarks>Safe to use from several threads and processes: each look-up holds the file alone.</remarks>
/// <param name="path">The file; created with its directory when the first identity is remembered.</param>
public sealed class IdentityMemoryFile(string path) : IIdentityMemory
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="FormatException">A line of it is damaged.</exception>
    public KeyThumbprint Remember(string origin, KeyThumbprint identity)
    {
        lock (_lock)
        {
            using FileStream file = SoleFile.Open(path);
            if (Find(file, origin) is { } known)
                return known;
            Append(file, $"{origin} {identity}\n");
            return identity;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="FormatException">A line of it is damaged.</exception>
    public void Succeed(string origin, KeyThumbprint old, KeyThumbprint successor)
    {
        lock (_lock)
        {
            using FileStream file = SoleFile.Open(path);
            if (Find(file, origin) == old)
                Append(file, $"{origin} {successor}\n");
        }
    }

    private KeyThumbprint? Find(FileStream file, string origin)
    {
        KeyThumbprint? found = null;
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            if (parts.Length != 2 || !KeyThumbprint.TryParse(parts[1], out KeyThumbprint known))
                throw new FormatException($"A line of {path} is not an origin and a thumbprint.");
            if (parts[0] == origin)
                found = known;
        }

        return found;
    }

    private static void Append(FileStream file, string line)
    {
        file.Seek(-Math.Min(1, file.Length), SeekOrigin.End);
        bool lineIsOpen = file.ReadByte() is not (-1 or '\n'); // as an editor leaves it
        file.Write(Encoding.UTF8.GetBytes(lineIsOpen ? "\n" + line : line));
        file.Flush(flushToDisk: true);
    }
}
