using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Keys.Tests.Storage;

public sealed class DirectoryKeyStoreContractTests : KeyStoreContract
{
    private readonly TemporaryDirectory _temporary = new();

    public override ValueTask DisposeAsync()
    {
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override IKeyStore Open() => DirectoryKeyStore.Open(_temporary.Keys);

    protected override ValueTask DestroyAsync()
    {
        Directory.Delete(_temporary.Keys, recursive: true);
        return ValueTask.CompletedTask;
    }
}
