namespace QuantumAttributes.Tool.Tests;

/// <summary>The system's clock, so much ahead or behind.</summary>
internal sealed class OffsetTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
