namespace QuantumAttributes.Channels.Idempotency;

/// <summary>What is to become of a request with an idempotency key. The default refuses.</summary>
public enum IdempotencyVerdict
{
    /// <summary>It may have run, and its answer is not known: it does not run again.</summary>
    MayHaveRun,

    /// <summary>It is the first: it runs now, and its end is to be told.</summary>
    Run,

    /// <summary>It has run: it gets the same answer.</summary>
    Answered,

    /// <summary>It runs at this moment.</summary>
    Running,

    /// <summary>The key stands for another request.</summary>
    Mismatch,

    /// <summary>There is no room for another key of this identity.</summary>
    IdentityFull,

    /// <summary>There is no room for another key.</summary>
    Full,
}
