using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress.Stores;

/// <summary>A directory, which is not there until it is opened.</summary>
internal sealed class DirectoryStressStore(string path) : StressStore(StoreKind.Directory, path)
{
    public static DirectoryStressStore Create() =>
        new(Path.Combine(Directory.CreateTempSubdirectory("quantum-stress-").FullName, "ring"));

    public override Task<IKeyStore> OpenAsync(Action<string>? beforeStep = null)
    {
        DirectoryKeyStore store = DirectoryKeyStore.Open(Address);
        store.BeforeStep = beforeStep;
        return Task.FromResult<IKeyStore>(store);
    }

    public override Task<int> CountLeftoversAsync() => Task.FromResult(Directory.GetFiles(Address, ".tmp-*").Length);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Path.GetDirectoryName(Address)!, recursive: true);
        return ValueTask.CompletedTask;
    }
}
