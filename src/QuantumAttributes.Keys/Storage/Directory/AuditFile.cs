using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// Reads an audit log: a line each entry, <c>number space entry line-feed</c>. What follows the last line feed is an entry that somebody
/// did not finish, and is none.
/// </summary>
/// <remarks>For one thread at a time. Lines that are added after it was opened are not seen.</remarks>
internal sealed class AuditFile : IDisposable
{
    private const int NumberDigits = 19;
    private const int MaxLine = NumberDigits + 1 + AuditRecord.MaxEntryLength + 1;
    private const byte LineFeed = (byte)'\n';

    private readonly SafeFileHandle _file;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(MaxLine);
    private long _position;
    private long _lines;

    private AuditFile(SafeFileHandle file)
    {
        _file = file;
        Length = EndOfLineBefore(RandomAccess.GetLength(file));
    }

    /// <summary>Bytes of all whole lines.</summary>
    public long Length { get; }

    /// <summary>Opens a log; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static AuditFile? Open(string path)
    {
        try
        {
            return new AuditFile(File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A line of the log.</summary>
    public static byte[] Encode(AuditRecord record) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Sequence} {record.Entry}\n"));

    /// <summary>The newest entry, from the end of the log; null where it is empty.</summary>
    public AuditRecord? ReadLast()
    {
        if (Length == 0)
            return null;
        long start = EndOfLineBefore(Length - 1);
        return Parse(Read(start, Length - 1)) ?? Malformed(CountLines(), Read(start, Length - 1));
    }

    /// <summary>The next entries, some at a time; none at the end.</summary>
    public IReadOnlyList<AuditRecord> ReadNext()
    {
        var records = new List<AuditRecord>();
        ReadOnlySpan<byte> rest = Read(_position, Length);
        for (int end = rest.IndexOf(LineFeed); end >= 0; end = rest.IndexOf(LineFeed))
        {
            records.Add(ParseNext(rest[..end]));
            _position += end + 1;
            rest = rest[(end + 1)..];
        }

        if (records.Count == 0 && rest.Length > 0)
        {
            records.Add(ParseNext(rest));
            _position = NextLine(_position);
        }

        return records;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private AuditRecord ParseNext(ReadOnlySpan<byte> line)
    {
        _lines++;
        return Parse(line) ?? Malformed(_lines, line);
    }

    private static AuditRecord? Parse(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        if (space is < 1 or > NumberDigits || line[0] == (byte)'0')
            return null;
        ReadOnlySpan<byte> entry = line[(space + 1)..];
        bool sound = long.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && entry.Length is >= 1 and <= AuditRecord.MaxEntryLength
            && !entry.ContainsAnyExceptInRange((byte)'!', (byte)'~');
        return sound ? new AuditRecord(sequence, Encoding.ASCII.GetString(entry)) : null;
    }

    private static AuditRecord Malformed(long number, ReadOnlySpan<byte> line) =>
        new(number, Encoding.Latin1.GetString(line[..Math.Min(line.Length, AuditRecord.MaxEntryLength)]));

    private long CountLines()
    {
        long lines = 0, position = 0;
        while (true)
        {
            ReadOnlySpan<byte> part = Read(position, Length);
            if (part.IsEmpty)
                return lines;
            lines += part.Count(LineFeed);
            position += part.Length;
        }
    }

    // One behind the last line feed before a position; 0 where there is none.
    private long EndOfLineBefore(long position)
    {
        while (position > 0)
        {
            long start = Math.Max(0, position - MaxLine);
            ReadOnlySpan<byte> part = Read(start, position);
            int found = part.LastIndexOf(LineFeed);
            if (found >= 0)
                return start + found + 1;
            position = start;
        }

        return 0;
    }

    private long NextLine(long position)
    {
        while (true)
        {
            ReadOnlySpan<byte> part = Read(position, Length);
            int found = part.IndexOf(LineFeed);
            if (found >= 0)
                return position + found + 1;
            if (part.IsEmpty)
                return Length;
            position += part.Length;
        }
    }

    // The bytes from start to end, or as many as there is room for, or as there are: a writer may just be cutting off what is unfinished.
    private ReadOnlySpan<byte> Read(long start, long end)
    {
        Span<byte> part = _buffer.AsSpan(0, (int)Math.Min(end - start, MaxLine));
        int read = 0, count;
        do
        {
            count = RandomAccess.Read(_file, part[read..], start + read);
            read += count;
        }
        while (count > 0 && read < part.Length);
        return part[..read];
    }
}
