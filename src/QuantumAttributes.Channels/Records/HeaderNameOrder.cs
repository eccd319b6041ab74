namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The order of names in the deterministic encoding (RFC 8949 §4.2.1), which compares encodings byte by byte: the shorter text first, since
/// its head comes first.
/// </summary>
internal sealed class HeaderNameOrder : IComparer<string>
{
    public static readonly HeaderNameOrder Instance = new();

    private HeaderNameOrder()
    {
    }

    public int Compare(string? x, string? y)
    {
        int byLength = x!.Length.CompareTo(y!.Length); // names are ASCII: a character is a byte
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }
}
