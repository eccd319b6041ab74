namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>
/// A request number that a channel has seen, in the table <c>quantum_channel_marks</c>. There is one row for each, so that two requests of one
/// channel do not wait for each other, and they stay as long as the channel.
/// </summary>
internal sealed class ChannelMarkRow
{
    public required byte[] Channel { get; init; }

    public required long Number { get; init; }
}
