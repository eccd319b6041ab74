using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

/// <summary>Several that start at once on an empty directory: one ring, whoever was first.</summary>
public sealed class ColdStartTests : IDisposable
{
    private static readonly KeySlot[] _slots = [KeyPurpose.Identity, KeyPurpose.SessionTickets, KeyPurpose.Signing, KeyPurpose.Sealing];

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Given_EightManagers_When_TheyStartAtOnce_Expect_OneRingAndNothingLeftBehind()
    {
        const int Managers = 8, Rounds = 3;
        for (int round = 0; round < Rounds; round++)
        {
            string path = $"{_temporary.Keys}-{round}";
            using Barrier barrier = new(Managers);
            string[] rings = await Task.WhenAll(Enumerable.Range(0, Managers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    return StartAsync(path);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            Assert.Single(rings.Distinct());
            string[] files = [.. Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
            Assert.Equal(
                ["audit.1.key", "audit.log", "identity.1.key", "ring.lock", "sealing.1.key", "session-tickets.1.key", "signing.1.key"], files);
        }
    }

    private static async Task<string> StartAsync(string path)
    {
        using NoProtection protection = new();
        KeyRingOptions options = new();
        options.Slots.UnionWith(_slots);
        using QuantumKeyManager keys = new(DirectoryKeyStore.Open(path), protection, options);
        await keys.InitializeAsync();
        return string.Join(' ', (await keys.ListAsync()).Select(static key => $"{key.Slot}={key.Id}"));
    }
}
