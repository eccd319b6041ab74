namespace QuantumAttributes.Fuzz;

/// <summary>
/// One parser, and what is demanded of it for any input: that only the exceptions it documents come out, and that what it accepts
/// stands for itself. An execution that throws is a finding.
/// </summary>
internal abstract class FuzzTarget
{
    private bool _prepared;

    /// <summary>The name on the command line and of the corpus directory.</summary>
    public abstract string Name { get; }

    /// <summary>What is called, and what must hold, in a line.</summary>
    public abstract string Claim { get; }

    /// <summary>
    /// Inputs to start from: valid ones, and some that are nearly so. The same at every call, but for signatures with ECDSA in
    /// them, whose nonces are the platform's.
    /// </summary>
    public abstract IEnumerable<FuzzSeed> Seeds();

    /// <summary>Runs one input. The same input always takes the same path.</summary>
    public void Run(byte[] input)
    {
        if (!_prepared)
            Prepare();
        _prepared = true;
        FuzzCryptography.Reset();
        Execute(input);
    }

    /// <summary>Makes what all executions share, so that the first takes the path of the others.</summary>
    protected virtual void Prepare()
    {
    }

    protected abstract void Execute(byte[] input);
}
