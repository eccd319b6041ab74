using System.Buffers.Binary;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// The parameters of <see cref="PassphraseProtection"/>, 25 bytes, big-endian: u32 memory in KiB | u32 iterations | u8 lanes |
/// 16 bytes of salt.
/// </summary>
internal sealed record PassphraseParameters(Argon2Cost Cost, byte[] Salt)
{
    public const int SaltSize = 16;

    public const int Size = 9 + SaltSize;

    /// <summary>Reads parameters and checks every bound.</summary>
    /// <exception cref="KeyProtectionException">The length is another, or a number is out of the bounds of
    /// <see cref="Argon2Cost"/>.</exception>
    public static PassphraseParameters Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new KeyProtectionException($"Parameters of a passphrase have {Size} bytes, not {bytes.Length}: the container is damaged.");
        uint memory = BinaryPrimitives.ReadUInt32BigEndian(bytes), iterations = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        try
        {
            // What does not fit an int becomes negative, and is refused as such.
            return new(new Argon2Cost((int)memory, (int)iterations, bytes[8]), bytes[9..].ToArray());
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new KeyProtectionException(
                $"Argon2id with {memory} KiB, {iterations} iterations and {bytes[8]} lanes is out of bounds: the container is damaged.", e);
        }
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Cost.Memory);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), (uint)Cost.Iterations);
        bytes[8] = (byte)Cost.Lanes;
        Salt.CopyTo(bytes, 9);
        return bytes;
    }
}
