using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Something that befalls an encoding: one step of several.</summary>
internal sealed record Damage(DamageKind Kind, double Place, byte Value)
{
    private const int LengthTag = 0x80;
    private const int MostExtension = 40;

    /// <summary>One to three steps; they are at the structure in the beginning more often than in the bulk behind it.</summary>
    public static Gen<Damage[]> Steps { get; } = Gen.Select(
        Gen.Enum<DamageKind>(),
        Gen.Frequency((2, Gen.Double.Unit), (2, Gen.Double.Unit.Select(static d => d * d * d * d)), (1, Gen.Const(0.9999))),
        Gen.OneOf(Gen.Byte, Gen.Byte[0, 8], Gen.Byte[0x7E, 0x89]),
        static (kind, place, value) => new Damage(kind, place, value)).Array[1, 3];

    public static byte[] Do(ReadOnlySpan<byte> good, IEnumerable<Damage> steps)
    {
        byte[] damaged = good.ToArray();
        foreach (Damage step in steps)
            damaged = step.Do(damaged);
        return damaged;
    }

    /// <summary>The same for text, with characters that mean something in PEM, JSON and base64url, and some that are none.</summary>
    public static string Do(string good, IEnumerable<Damage> steps)
    {
        const string Odd = "\0\"\\{}[]:,=-_+/ \n\r\t\ud800\udfff\uffff\u00e9A0z";
        List<char> text = [.. good];
        foreach (Damage step in steps)
        {
            int at = (int)(step.Place * text.Count);
            char odd = Odd[step.Value % Odd.Length];
            switch (step.Kind)
            {
                case DamageKind.Truncate: text.RemoveRange(at, text.Count - at); break;
                case DamageKind.Extend: text.AddRange(Enumerable.Repeat(odd, 1 + (step.Value % MostExtension))); break;
                case DamageKind.Repeat: text.InsertRange(at, text[at..]); break;
                case DamageKind.Insert: text.Insert(at, odd); break;
                case DamageKind.Remove when at < text.Count: text.RemoveAt(at); break;
                default:
                    if (at < text.Count)
                        text[at] = odd;
                    break;
            }
        }

        return new string([.. text]);
    }

    private byte[] Do(byte[] bytes)
    {
        int at = (int)(Place * bytes.Length);
        switch (Kind)
        {
            case DamageKind.Truncate: return bytes[..at];
            case DamageKind.Extend: return [.. bytes, .. Enumerable.Repeat(Value, 1 + (Value % MostExtension))];
            case DamageKind.Insert: return [.. bytes[..at], Value, .. bytes[at..]];
            case DamageKind.Repeat: return [.. bytes, .. bytes[at..]];
        }

        if (bytes.Length == 0)
            return bytes;
        byte[] damaged = [.. bytes];
        switch (Kind)
        {
            case DamageKind.Flip: damaged[at] ^= (byte)(1 << (Value & 7)); break;
            case DamageKind.Set: damaged[at] = Value; break;
            case DamageKind.Remove: return [.. bytes[..at], .. bytes[(at + 1)..]];
            default:
                List<int> lengths = [];
                FindLengths(bytes, 0, bytes.Length, lengths);
                at = lengths.Count > 0 ? lengths[(int)(Place * lengths.Count)] : at;
                damaged[at] = (Value & LengthTag) == 0 ? (byte)(damaged[at] + (Value % 5) - 2) : Value;
                break;
        }

        return damaged;
    }

    /// <summary>Where DER has its lengths, in what looks like DER; also inside strings of bytes, which hold more of it.</summary>
    private static void FindLengths(byte[] der, int start, int end, List<int> lengths)
    {
        while (end - start >= 2)
        {
            int header = start + 2;
            int length = der[start + 1];
            if (length > LengthTag + 3)
                return;
            for (int octets = length > LengthTag ? length - LengthTag : 0; octets > 0; octets--)
                length = (octets == der[start + 1] - LengthTag ? 0 : length << 8) | (header < end ? der[header++] : 0);
            if (length > end - header)
                return;
            for (int i = start + 1; i < header; i++)
                lengths.Add(i);
            FindLengths(der, header, header + length, lengths);
            start = header + length;
        }
    }
}
