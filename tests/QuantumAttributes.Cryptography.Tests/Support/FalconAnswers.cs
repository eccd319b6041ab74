using System.Buffers.Binary;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The known answers of the round 3 submission, and the form in which they have signatures.</summary>
internal static class FalconAnswers
{
    private const int NonceSize = 40;

    public static TheoryData<string> Sets => ["Falcon-512-round3", "Falcon-1024-round3"];

    public static string FileOf(string set) =>
        set == "Falcon-512-round3" ? "falcon/falcon512-round3.json.gz" : "falcon/falcon1024-round3.json.gz";

    public static IEnumerable<JsonElement> Of(string set) =>
        VectorFile.ReadJson(FileOf(set)).GetProperty("tests").EnumerateArray();

    /// <summary>
    /// A signature in the submission's form, with its message inside: the size of the compressed part with its header, the nonce,
    /// the message, that part. The header says 2 where ours, which begins with it, says 3.
    /// </summary>
    public static byte[] Attach(byte[] message, byte[] signature)
    {
        byte[] size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)(signature.Length - NonceSize));
        byte[] nonce = signature[1..(1 + NonceSize)];
        byte header = (byte)(signature[0] - 0x10);
        return [.. size, .. nonce, .. message, header, .. signature[(1 + NonceSize)..]];
    }

    /// <summary>The signature that <see cref="Attach"/> would bring into this form.</summary>
    public static byte[] Detach(byte[] message, byte[] signed)
    {
        byte[] nonce = signed[2..(2 + NonceSize)];
        byte[] compressed = signed[(2 + NonceSize + message.Length)..];
        return [(byte)(compressed[0] + 0x10), .. nonce, .. compressed[1..]];
    }
}
