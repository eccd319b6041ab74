using QuantumAttributes.Stress.Processes;

namespace QuantumAttributes.Stress.Kill;

/// <summary>Counts single operations, and kills this process before one of them.</summary>
/// <param name="last">The one before which it ends, from 1; 0 for never.</param>
internal sealed class StepCounter(int last)
{
    private bool _counting;

    /// <summary>How many operations there were.</summary>
    public int Count { get; private set; }

    /// <summary>From here on operations count, from 1.</summary>
    public void Begin()
    {
        Count = 0;
        _counting = true;
    }

    /// <summary>Before an operation.</summary>
    public void Step(string operation)
    {
        if (_counting && ++Count == last)
            Signals.KillSelf();
    }

    /// <summary>After the last operation, which is a place to end, too.</summary>
    public void End()
    {
        Step("the end");
        _counting = false;
    }
}
