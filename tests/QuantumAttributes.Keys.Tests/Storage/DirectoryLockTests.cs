using System.Diagnostics;
using System.Runtime.Versioning;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>Another process that has the lock: flock(1) of util-linux.</summary>
[SupportedOSPlatform("linux")]
public sealed class DirectoryLockTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly DirectoryKeyStore _store;

    public DirectoryLockTests() => _store = DirectoryKeyStore.Open(_temporary.Keys);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Given_ALockThatAnotherProcessHas_When_ThatIsKilled_Expect_TheCommitGoesOn()
    {
        using Process other = await LockAsync();
        StoredKey key = StoredKeys.New(KeyPurpose.Identity);

        Task commit = _store.CommitAsync(StoredKeys.Write(key)).AsTask();
        Assert.NotSame(commit, await Task.WhenAny(commit, Task.Delay(300)));
        Assert.Empty((await _store.ReadAsync()).Keys);

        other.Kill();
        await commit;
        await _store.AssertHoldsAsync(key);
    }

    [Fact]
    public async Task Given_ALockThatAnotherProcessKeeps_When_Committed_Expect_BusyAndNothingWritten()
    {
        using Process other = await LockAsync();
        _store.Patience = TimeSpan.FromMilliseconds(200);

        KeyStoreException e = await Assert.ThrowsAsync<KeyStoreException>(
            async () => await _store.CommitAsync(StoredKeys.Write(StoredKeys.New(KeyPurpose.Identity))));
        Assert.Contains("busy", e.Message, StringComparison.Ordinal);
        await _store.AssertHoldsAsync();
        other.Kill();
    }

    [Fact]
    public async Task Given_ALockThatAnotherProcessHas_When_TheWaitIsCancelled_Expect_OperationCanceledExceptionAndTheNextNotBlocked()
    {
        using Process other = await LockAsync();
        StoredKey key = StoredKeys.New(KeyPurpose.Identity);
        using var cancellation = new CancellationTokenSource(100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _store.CommitAsync(StoredKeys.Write(key), cancellation.Token));

        other.Kill();
        await _store.CommitAsync(StoredKeys.Write(key));
        await _store.AssertHoldsAsync(key);
    }

    [Fact]
    public async Task Given_AWriterInItsCommit_When_AnotherProcessWantsTheLock_Expect_ItNotGiven()
    {
        int exitCode = 0;
        _store.BeforeStep = step =>
        {
            if (step == "link")
                exitCode = Run("-n", Path.Combine(_temporary.Keys, "ring.lock"), "true");
        };

        await _store.CommitAsync(StoredKeys.Write(StoredKeys.New(KeyPurpose.Identity)));

        Assert.Equal(1, exitCode);
        Assert.Equal(0, Run("-n", Path.Combine(_temporary.Keys, "ring.lock"), "true"));
    }

    [Fact]
    public async Task Given_ADirectoryInTheLocksPlace_When_Committed_Expect_KeyStoreException()
    {
        Directory.CreateDirectory(Path.Combine(_temporary.Keys, "ring.lock"));

        await Assert.ThrowsAsync<KeyStoreException>(async () => await _store.CommitAsync(StoredKeys.Append(1)));
    }

    // Somebody who does not heed the lock: the name is still given once only.
    [Fact]
    public async Task Given_ANameTakenAtTheLastMoment_When_Linked_Expect_ConflictAndTheAuditLogAsItWas()
    {
        await _store.CommitAsync(StoredKeys.Append(1));
        StoredKey key = StoredKeys.New(KeyPurpose.Identity);
        string path = Path.Combine(_temporary.Keys, "identity.1.key");
        _store.BeforeStep = step =>
        {
            if (step == "link")
                File.WriteAllText(path, "theirs");
        };

        await Assert.ThrowsAsync<KeyStoreConflictException>(
            async () => await _store.CommitAsync(StoredKeys.Write(key) with { Audit = [StoredKeys.Entry(2)] }));

        Assert.Equal("theirs", File.ReadAllText(path));
        Assert.Equal([StoredKeys.Entry(1)], await _store.ReadAuditAsync().ToListAsync());
    }

    private static int Run(params string[] arguments)
    {
        using Process process = Process.Start("flock", arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    // One process that has the lock itself, without a child that would keep it.
    private async Task<Process> LockAsync()
    {
        string[] arguments = ["--no-fork", Path.Combine(_temporary.Keys, "ring.lock"), "sh", "-c", "echo locked; exec sleep 60"];
        Process process = Process.Start(new ProcessStartInfo("flock", arguments) { RedirectStandardOutput = true })!;
        Assert.Equal("locked", await process.StandardOutput.ReadLineAsync());
        return process;
    }
}
