using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Testing;

/// <summary>What every store of discovery documents must do.</summary>
public abstract class DiscoveryStoreContract : IAsyncLifetime
{
    private const string Origin = "https://bank.example";

    private protected ManualTime Clock { get; } = new();

    /// <summary>Makes this test's storage, empty.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes the storage.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Another store over this test's storage, as another process has it.</summary>
    protected abstract IDiscoveryStore Open();

    [Fact]
    public async Task Given_Documents_When_AnotherStoreLooks_Expect_TheNewestOfTheOriginAndEachByItsHash()
    {
        StoredDocument first = Document(1), second = Document(2), other = Document(9, "https://other.example");
        foreach (StoredDocument document in (StoredDocument[])[first, second, other])
            Assert.True(await Open().TryAddAsync(document, default));

        AssertSame(second, await Open().FindNewestAsync(Origin, default));
        AssertSame(first, await Open().FindAsync(Origin, first.Hash, default));
        Assert.Null(await Open().FindAsync(Origin, other.Hash, default));
        Assert.Null(await Open().FindNewestAsync("https://unknown.example", default));
    }

    [Fact]
    public async Task Given_ANumberThatIsTakenOrPassed_When_AnotherDocumentWantsIt_Expect_Refused()
    {
        StoredDocument first = Document(2);
        Assert.True(await Open().TryAddAsync(first, default));

        Assert.False(await Open().TryAddAsync(Document(2), default));
        Assert.False(await Open().TryAddAsync(Document(1), default));

        AssertSame(first, await Open().FindNewestAsync(Origin, default));
    }

    private static void AssertSame(StoredDocument expected, StoredDocument? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Hash.ToArray(), actual.Hash.ToArray());
        Assert.Equal(expected with { Hash = default }, actual with { Hash = default });
    }

    private StoredDocument Document(long number, string origin = Origin)
    {
        string jws = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        return new StoredDocument(origin, number, SHA256.HashData(Encoding.ASCII.GetBytes(jws)), jws, Clock.GetUtcNow().AddHours(1));
    }
}
