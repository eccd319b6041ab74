using System.Collections.Concurrent;
using System.Diagnostics;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Stress.Rotation;

/// <summary>
/// Signs with one manager after another, has all the others verify at once, and one of them a signature by an older key. Nobody tells the
/// managers of rotations: a signer reads the ring at its interval, a verifier when it does not know a key.
/// </summary>
internal sealed class RotationLoad(IReadOnlyList<QuantumKeyManager> managers)
{
    /// <summary>How many rotations ago a signature may be.</summary>
    public const int Oldest = 200;

    private static readonly TimeSpan _readInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1); // for the others on this machine

    private readonly ConcurrentDictionary<KeyId, KeySignature> _first = [];
    private readonly ConcurrentQueue<KeySignature> _older = [];
    private int _signatures;
    private int _refused;

    public int Signatures => _signatures;

    public int Keys => _first.Count;

    public int Refused => _refused;

    public Latencies Verifications { get; } = new();

    /// <summary>Works with several threads until it is enough.</summary>
    public Task RunAsync(int workers, CancellationToken enough) =>
        Task.WhenAll(
            [.. Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker, enough), CancellationToken.None)),
            Task.Run(() => RefreshAsync(enough), CancellationToken.None)]);

    private async Task WorkAsync(int worker, CancellationToken enough)
    {
        for (int turn = worker; !enough.IsCancellationRequested; turn++)
        {
            QuantumKeyManager signer = managers[turn % managers.Count];
            KeySignature signature = await signer.SignAsync(KeyPurpose.Signing, Rings.Message, cancellationToken: CancellationToken.None);
            Interlocked.Increment(ref _signatures);
            if (_first.TryAdd(signature.KeyId, signature))
                Keep(signature);
            List<Task> verifying = [.. managers.Where(other => other != signer).Select(verifier => VerifyAsync(verifier, signature))];
            if (_older.ToArray() is { Length: > 0 } older)
                verifying.Add(VerifyAsync(signer, older[Random.Shared.Next(older.Length)]));
            await Task.WhenAll(verifying);
            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private void Keep(KeySignature signature)
    {
        _older.Enqueue(signature);
        if (_older.Count > Oldest)
            _older.TryDequeue(out _);
    }

    private async Task VerifyAsync(QuantumKeyManager verifier, KeySignature signature)
    {
        await Task.Yield();
        long began = Stopwatch.GetTimestamp();
        bool valid = await verifier.VerifyAsync(signature, Rings.Message);
        Verifications.Add(began);
        if (!valid)
        {
            Interlocked.Increment(ref _refused);
            Console.WriteLine($"        a valid signature by {signature.KeyId} was refused");
        }
    }

    // One after another, so that no two see the same ring.
    private async Task RefreshAsync(CancellationToken enough)
    {
        for (int turn = 0; !enough.IsCancellationRequested; turn++)
        {
            await Task.Delay(_readInterval / managers.Count, CancellationToken.None);
            await managers[turn % managers.Count].RefreshAsync(CancellationToken.None);
        }
    }
}
