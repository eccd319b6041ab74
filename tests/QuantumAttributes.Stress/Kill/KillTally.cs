namespace QuantumAttributes.Stress.Kill;

/// <summary>What was found in stores after kills.</summary>
internal sealed class KillTally
{
    public int Acknowledged { get; set; }

    public int Lost { get; set; }

    public int Unreadable { get; set; }

    public int NotOneActive { get; set; }

    public int Leftovers { get; set; }

    public int BrokenAudits { get; set; }

    /// <summary>Children that ended by themselves, or nowhere.</summary>
    public int FailedChildren { get; set; }

    public bool IsClean => Lost + Unreadable + NotOneActive + Leftovers + BrokenAudits + FailedChildren == 0;

    public override string ToString() =>
        $"{Lost} of {Acknowledged} acknowledged keys lost, {Unreadable} unreadable rings, {NotOneActive} stores with other than one active key, "
        + $"{Leftovers} leftovers, {BrokenAudits} broken audit logs{(FailedChildren == 0 ? "" : $", {FailedChildren} children failed")}";
}
