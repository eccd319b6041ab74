namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>
/// One way of giving the server work. What is not the server's is done before and after the run: requests are made ready, and answers
/// looked at.
/// </summary>
/// <param name="name">The row it stands in.</param>
/// <param name="count">How many operations are one run.</param>
internal abstract class Load(string name, int count)
{
    public string Name { get; } = name;

    public int Count { get; } = count;

    /// <summary>Makes the operations of a run ready.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Has the server do them.</summary>
    public abstract Task RunAsync();

    /// <summary>Makes sure that the server did what it was to do.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public abstract Task CheckAsync();
}
