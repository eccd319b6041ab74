namespace QuantumAttributes.Cryptography;

/// <summary>
/// Keeps one object for the next operation, where each needs one of its own: an engine with state, an array of exactly one
/// size, which no pool has. Who finds none, because another thread has it, makes one. Nothing secret is kept so.
/// </summary>
internal sealed class Spare<T>(Func<T> create)
    where T : class
{
    private T? _kept;

    public T Take() => Interlocked.Exchange(ref _kept, null) ?? create();

    public void Return(T value) => Volatile.Write(ref _kept, value);
}
