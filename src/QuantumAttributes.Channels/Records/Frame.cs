namespace QuantumAttributes.Channels.Records;

/// <summary>The layout of a body's frames (protocol.md §4).</summary>
public static class Frame
{
    /// <summary>Bytes of a frame's head: u32, whose top bit marks the last frame and whose other bits are the length of what follows.</summary>
    public const int HeadSize = 4;

    /// <summary>Bytes of an AES-256-GCM tag.</summary>
    public const int TagSize = 16;

    /// <summary>The most plaintext bytes that any frame may hold: 64 KiB.</summary>
    public const int MaxPlaintext = 64 * 1024;

    /// <summary>The most plaintext bytes of a frame where nothing else is agreed: 16 KiB.</summary>
    public const int DefaultPlaintext = 16 * 1024;

    internal const uint LastBit = 0x8000_0000;
}
