using System.Diagnostics;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Tests;

/// <summary>Several that start at once on an empty directory: one key, whoever was first.</summary>
public sealed class ColdStartTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Given_EightThreads_When_TheyStartAtOnce_Expect_OneKeyAndNothingLeftBehind()
    {
        const int Threads = 8, Rounds = 20;
        using var barrier = new Barrier(Threads);
        for (int round = 0; round < Rounds; round++)
        {
            string path = $"{_temporary.Keys}-{round}";
            KeyThumbprint[] keys = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    using SigningKey key = KeyDirectory.Open(path).LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default);
                    return key.VerifyingKey.Thumbprint;
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Single(keys.Distinct());
            Assert.Equal([Path.Combine(path, "identity.pem")], Directory.GetFileSystemEntries(path));
        }
    }

    // This test program itself, started eight times with a path in its environment.
    [Fact]
    public async Task Given_EightProcesses_When_TheyStartAtOnce_Expect_OneKeyAndNothingLeftBehind()
    {
        Process[] processes = [.. Enumerable.Range(0, 8).Select(_ => ColdStartProcess.Start(_temporary.Keys))];
        string[] keys = await Task.WhenAll(processes.Select(ColdStartProcess.ReadAsync));

        Assert.Single(keys.Distinct());
        Assert.True(KeyThumbprint.TryParse(keys[0], out _), keys[0]);
        Assert.Equal([_temporary.Identity], Directory.GetFileSystemEntries(_temporary.Keys));
    }
}
