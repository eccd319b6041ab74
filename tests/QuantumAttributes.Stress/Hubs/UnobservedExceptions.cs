using System.Collections.Concurrent;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>The exceptions of this process that nobody looked at, while it exists.</summary>
internal sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<string> _seen = new();

    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += OnUnobserved;

    /// <summary>All so far: what is garbage is collected first.</summary>
    public IReadOnlyCollection<string> All
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _seen;
        }
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnobserved;

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs e) => _seen.Enqueue(e.Exception.ToString());
}
