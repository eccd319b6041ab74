using System.Text;

namespace QuantumAttributes.Testing;

/// <summary>Damage to what was well formed: changed bytes, cut off, lengthened, a part doubled, or nothing but noise.</summary>
internal static class Mutations
{
    private const int MostExtra = 2000;
    private const int MostNoise = 12_000;

    /// <summary>Another message, always.</summary>
    public static byte[] Mutate(Random random, ReadOnlySpan<byte> message)
    {
        byte[] mutated;
        do
            mutated = MutateOnce(random, message.ToArray());
        while (message.SequenceEqual(mutated));
        return mutated;
    }

    /// <summary>Another text, in the printable characters that a header field can have.</summary>
    public static string Mutate(Random random, string text)
    {
        string mutated;
        do
        {
            byte[] bytes = MutateOnce(random, Encoding.Latin1.GetBytes(text));
            mutated = Encoding.Latin1.GetString([.. bytes.Select(character => character is < 0x20 or > 0x7e ? (byte)'~' : character)]).Trim();
        }
        while (mutated == text);
        return mutated;
    }

    private static byte[] MutateOnce(Random random, byte[] message)
    {
        switch (random.Next(5))
        {
            case 0:
                for (int flips = random.Next(1, 8); flips > 0; flips--)
                    message[random.Next(message.Length)] ^= (byte)random.Next(1, 256);
                return message;
            case 1:
                return message[..random.Next(message.Length)];
            case 2:
                var more = new byte[random.Next(1, MostExtra)];
                random.NextBytes(more);
                return [.. message, .. more];
            case 3:
                int at = random.Next(message.Length);
                return [.. message[..at], .. message[(at / 2)..]];
            default:
                var noise = new byte[random.Next(MostNoise)];
                random.NextBytes(noise);
                return noise;
        }
    }
}
