using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A channel in the table <c>quantum_channels</c>. Times are in milliseconds since 1970.</summary>
internal sealed class ChannelRow
{
    public const long Provisional = 0;
    public const long Confirmed = 1;
    public const long Removed = 2;

    public required byte[] Id { get; init; }

    public required string Origin { get; init; }

    public required long Suite { get; init; }

    public byte[]? ClientKey { get; init; }

    public required long Opened { get; init; }

    /// <summary>When the lifetime ends.</summary>
    public required long Ends { get; init; }

    /// <summary>When it ends as things are: earlier than <see cref="Ends"/> until it is confirmed.</summary>
    public required long Expires { get; init; }

    public required long MaxFrame { get; init; }

    public required byte[] Sealed { get; init; }

    public required long State { get; init; }

    public static ChannelRow Of(StoredChannel channel) => new()
    {
        Id = channel.Id.ToArray(),
        Origin = channel.Origin,
        Suite = channel.Suite,
        ClientKey = channel.ClientKeyId?.ToArray(),
        Opened = channel.Opened.ToUnixTimeMilliseconds(),
        Ends = channel.Ends.ToUnixTimeMilliseconds(),
        Expires = channel.ProvisionalEnds.ToUnixTimeMilliseconds(),
        MaxFrame = channel.MaxFramePlaintext,
        Sealed = channel.Sealed.ToArray(),
        State = Provisional,
    };

    /// <exception cref="FormatException">A value is none that a channel can have.</exception>
    public StoredChannel Read()
    {
        try
        {
            return new StoredChannel
            {
                Id = new ChannelId(Id),
                Origin = Origin,
                Suite = checked((ushort)Suite),
                ClientKeyId = ClientKey is null ? null : new KeyThumbprint(ClientKey),
                Opened = DateTimeOffset.FromUnixTimeMilliseconds(Opened),
                ProvisionalEnds = DateTimeOffset.FromUnixTimeMilliseconds(Expires),
                Ends = DateTimeOffset.FromUnixTimeMilliseconds(Ends),
                MaxFramePlaintext = checked((int)MaxFrame),
                Sealed = Sealed,
                IsConfirmed = State == Confirmed,
            };
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new FormatException("A row is damaged. Delete it: its client opens another channel.", e);
        }
    }
}
