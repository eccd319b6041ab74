using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

/// <summary>A store in memory that counts, breaks down and shows damage when it is told to.</summary>
internal sealed class TestStore : IKeyStore
{
    private readonly MemoryKeyStore _memory = new();
    private int _reads;

    public string Description => "test store";

    /// <summary>Nothing works any more.</summary>
    public bool IsDown { get; set; }

    /// <summary>Writes, and then says that it could not.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Stops after the first key of each commit, as a machine that crashes there.</summary>
    public bool WritesFirstKeyOnly { get; set; }

    /// <summary>What each commit waits for.</summary>
    public Task BeforeCommit { get; set; } = Task.CompletedTask;

    /// <summary>How often it was read.</summary>
    public int Reads => _reads;

    /// <summary>What reading shows instead of what is there.</summary>
    public Func<StoredKey, StoredKey?> Show { get; set; } = static key => key;

    /// <summary>Reading shows an empty store.</summary>
    public bool ShowsNothing { get; set; }

    public async ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        Check();
        KeyStoreContents contents = await _memory.ReadAsync(cancellationToken);
        return ShowsNothing ? new([], [], null) : contents with { Keys = [.. contents.Keys.Select(Show).OfType<StoredKey>()] };
    }

    public async ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default)
    {
        Check();
        await BeforeCommit;
        await _memory.CommitAsync(WritesFirstKeyOnly ? commit with { Keys = [.. commit.Keys.Take(1)], Removed = [] } : commit, cancellationToken);
        if (LosesAnswers)
            throw new KeyStoreException("no answer");
    }

    public IAsyncEnumerable<AuditRecord> ReadAuditAsync(CancellationToken cancellationToken = default) => _memory.ReadAuditAsync(cancellationToken);

    public ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default)
    {
        Check();
        return _memory.AddUsesAsync(uses, cancellationToken);
    }

    public ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default) =>
        _memory.ReadUsesAsync(cancellationToken);

    private void Check()
    {
        if (IsDown)
            throw new KeyStoreException("down");
    }
}
