namespace QuantumAttributes.Stress.Faults;

/// <summary>The system's clock, set to another time.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
