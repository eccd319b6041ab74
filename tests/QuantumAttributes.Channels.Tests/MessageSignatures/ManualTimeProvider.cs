namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public override DateTimeOffset GetUtcNow() => Now;
}
