using System.Globalization;
using System.Text;
using QuantumAttributes.Channels.Client;

namespace QuantumAttributes.Channels.Policies;

/// <summary>
/// Policies in a text file: a line each, origin and twelve digits with a space between, the Unix time in seconds until which the origin's
/// answers must come in a channel.
/// </summary>
/// <remarks>
/// Safe to use from several threads and processes: each look at it holds the file alone, and a time is written over the one before it, so
/// that nothing is lost where the power fails.
/// </remarks>
/// <param name="path">The file; created with its directory when the first policy is remembered.</param>
/// <param name="time">The clock.</param>
public sealed class PolicyMemoryFile(string path, TimeProvider time) : IPolicyMemory
{
    private const int Digits = 12;
    private const int MaxSize = 1 << 20;

    private readonly Lock _lock = new();
    private (DateTime Written, long Length) _seen;
    private Dictionary<string, Line> _known = [];

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">A line of it is damaged.</exception>
    public DateTimeOffset? Find(string origin)
    {
        lock (_lock)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return null;
            if (_seen != (file.LastWriteTimeUtc, file.Length))
            {
                using FileStream stream = SoleFile.Open(path);
                Read(stream);
                file.Refresh();
                _seen = (file.LastWriteTimeUtc, file.Length);
            }

            return _known.TryGetValue(origin, out Line line) ? line.Until : null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="FormatException">A line of it is damaged.</exception>
    public void Remember(string origin, DateTimeOffset until)
    {
        lock (_lock)
        {
            using FileStream file = SoleFile.Open(path);
            Read(file);
            _seen = default;
            DateTimeOffset now = time.GetUtcNow();
            string seconds = Math.Max(0, until.ToUnixTimeSeconds()).ToString($"D{Digits}", CultureInfo.InvariantCulture);
            if (_known.TryGetValue(origin, out Line line))
            {
                file.Position = line.DigitsAt;
                file.Write(Encoding.ASCII.GetBytes(seconds));
            }
            else if (until > now && _known.Values.Count(known => known.Until > now) < IPolicyMemory.MaxOrigins && file.Length < MaxSize / 2)
            {
                file.Position = file.Length;
                file.Write(Encoding.UTF8.GetBytes($"{origin} {seconds}\n"));
            }

            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Reads what a file holds: each origin, until when, and where its digits begin.</summary>
    /// <exception cref="FormatException">A line is damaged.</exception>
    internal static Dictionary<string, Line> Parse(ReadOnlySpan<byte> content)
    {
        var known = new Dictionary<string, Line>(StringComparer.Ordinal);
        for (int start = 0; start < content.Length;)
        {
            ReadOnlySpan<byte> rest = content[start..];
            int length = rest.IndexOf((byte)'\n');
            int space = length < 0 ? -1 : rest[..length].IndexOf((byte)' ');
            if (space <= 0 || length - space - 1 != Digits
                || !long.TryParse(rest[(space + 1)..length], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
                || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
                throw new FormatException("A line of the policy file is not an origin and twelve digits.");
            known[Encoding.UTF8.GetString(rest[..space])] = new Line(DateTimeOffset.FromUnixTimeSeconds(seconds), start + space + 1);
            start += length + 1;
        }

        return known;
    }

    private void Read(FileStream file)
    {
        if (file.Length > MaxSize)
            throw new FormatException($"{path} is longer than a policy file can be.");
        var content = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(content);
        _known = Parse(content);
    }

    internal readonly record struct Line(DateTimeOffset Until, long DigitsAt);
}
