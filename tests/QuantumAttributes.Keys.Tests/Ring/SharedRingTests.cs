using System.Security.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

/// <summary>Several managers over one store, as several processes have them.</summary>
public sealed class SharedRingTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_SixteenColdStarts_When_AtOnce_Expect_OneKeyASlotAndTheSameForAll()
    {
        _ring.Options.Slots.UnionWith([KeyPurpose.Identity, KeyPurpose.SessionTickets, KeyPurpose.Audit]);
        QuantumKeyManager[] managers = [.. Enumerable.Range(0, 16).Select(_ => _ring.Open())];
        await Task.WhenAll(managers.Select(keys => Task.Run(async () => await keys.InitializeAsync())));

        string[] seen = await Task.WhenAll(managers.Select(async keys =>
        {
            await keys.RefreshAsync();
            return string.Join(", ", (await keys.ListAsync()).Select(static key => key.ToString()));
        }));
        Assert.Single(seen.Distinct());
        Assert.All(await _ring.Keys.ListAsync(), static key => Assert.Equal((KeyState.Active, 1), (key.State, key.Generation)));
        Assert.Equal(3, (await _ring.Keys.ListAsync()).Count);
    }

    [Fact]
    public async Task Given_ARing_When_SixteenRotateAtOnce_Expect_SixteenGenerationsAndOneActive()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _ring.Open()).ToArray()
            .Select(keys => Task.Run(async () => await keys.RotateAsync(TestRing.Tickets))));
        await _ring.Keys.RefreshAsync();

        KeyDescription[] keys = [.. (await _ring.Keys.ListAsync()).Where(static key => key.Slot == TestRing.Tickets)];
        Assert.Equal(Enumerable.Range(1, 17), keys.Select(static key => key.Generation));
        Assert.Equal(17, Assert.Single(keys, static key => key.State == KeyState.Active).Generation);
        Assert.Empty((await _ring.VerifyAuditAsync()).Findings);
    }

    [Fact]
    public async Task Given_AKeyRotatedJustNowElsewhere_When_ItsSignatureIsVerified_Expect_True()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        using QuantumKeyManager other = _ring.Open();
        await other.InitializeAsync();
        await _ring.Keys.RotateAsync(TestRing.Signing);

        Assert.True(await other.VerifyAsync(await _ring.Keys.SignAsync(TestRing.Signing, _data), _data));
    }

    [Fact]
    public async Task Given_AnAnnouncedKeyActivatedJustNowElsewhere_When_ItsSignatureIsVerified_Expect_True()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeyDescription announced = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        using QuantumKeyManager other = _ring.Open();
        await other.InitializeAsync();
        await _ring.Keys.ActivateAsync(announced.Id);

        Assert.True(await other.VerifyAsync(await _ring.Keys.SignAsync(TestRing.Signing, _data), _data));
    }

    [Fact]
    public async Task Given_ATicketKeyRotatedJustNowElsewhere_When_ATicketIsOpened_Expect_ItsDataWithinFiveSeconds()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        using QuantumKeyManager other = _ring.Open();
        await other.InitializeAsync();
        await _ring.Keys.RotateAsync(TestRing.Tickets);
        byte[] ticket = await _ring.Keys.SealAsync(TestRing.Tickets, _data);

        _ring.Time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<CryptographicException>(async () => await other.OpenAsync(TestRing.Tickets, ticket));
        _ring.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(_data, await other.OpenAsync(TestRing.Tickets, ticket));
    }

    [Fact]
    public async Task Given_ThousandTicketsOfUnknownKeys_When_OpenedAtOnce_Expect_OneReadingInFiveSeconds()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        int before = _ring.Store.Reads;

        await OpenJunkAsync(1000);
        Assert.Equal(0, _ring.Store.Reads - before);
        _ring.Time.Advance(TimeSpan.FromSeconds(5));
        await OpenJunkAsync(1000);
        Assert.Equal(1, _ring.Store.Reads - before);
        await OpenJunkAsync(1000);
        Assert.Equal(1, _ring.Store.Reads - before);
    }

    [Fact]
    public async Task Given_AStoreThatIsAway_When_TicketsOfUnknownKeysCome_Expect_OneTryInFiveSeconds()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        int before = _ring.Store.Reads;
        _ring.Store.IsDown = true;

        _ring.Time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.OpenAsync(TestRing.Tickets, Junk()));
        await OpenJunkAsync(10);

        Assert.Equal(1, _ring.Store.Reads - before);
    }

    [Fact]
    public async Task Given_AClockSetBack_When_ATicketOfAnUnknownKeyComes_Expect_AReading()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        int before = _ring.Store.Reads;

        _ring.Time.Advance(-TimeSpan.FromHours(1));
        await OpenJunkAsync(1);

        Assert.Equal(1, _ring.Store.Reads - before);
    }

    // Only servers that have the ring write the store that these lie in.
    [Theory]
    [InlineData(KeyPurpose.StoredChannels)]
    [InlineData(KeyPurpose.StoredAnswers)]
    public async Task Given_AKeyMadeJustNowElsewhere_When_WhatItSealedInAStoreIsOpened_Expect_ItsDataAtOnce(KeyPurpose purpose)
    {
        using QuantumKeyManager other = _ring.Open();
        await other.InitializeAsync();
        await _ring.Keys.CreateKeyAsync(purpose);

        Assert.Equal(_data, await other.OpenAsync(purpose, await _ring.Keys.SealAsync(purpose, _data)));
    }

    [Fact]
    public async Task Given_ASlotFilledJustNowElsewhere_When_Signing_Expect_ItsKey()
    {
        using QuantumKeyManager other = _ring.Open();
        await other.InitializeAsync();
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);

        Assert.Equal(key.Id, (await other.SignAsync(TestRing.Signing, _data)).KeyId);
    }

    [Fact]
    public async Task Given_ThousandSignaturesByUnknownKeys_When_VerifiedAtOnce_Expect_FalseAndFewReadings()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        int before = _ring.Store.Reads;
        bool[] answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () => await _ring.Keys.VerifyAsync(
            new KeySignature(KeyId.Create(RandomNumberGenerator.Create()), new byte[3309]), _data))));

        Assert.All(answers, Assert.False);
        Assert.InRange(_ring.Store.Reads - before, 1, 50); // one in 100 ms, on a machine however slow
    }

    [Fact]
    public async Task Given_AStoreThatIsDown_When_KeysAreUsed_Expect_KnownOnesWorkAndUnknownOnesAreAnError()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Store.IsDown = true;

        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);
        Assert.True(await _ring.Keys.VerifyAsync(signature, _data));
        await Assert.ThrowsAsync<KeyStoreException>(
            async () => await _ring.Keys.VerifyAsync(signature with { KeyId = KeyId.Parse("00112233445566778899aabbccddeeff") }, _data));
    }

    [Fact]
    public async Task Given_AStoreThatIsDown_When_AThousandUnknownKeysAreNamed_Expect_FewReadings()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Store.IsDown = true;
        int before = _ring.Store.Reads;
        KeySignature unknown = new(KeyId.Parse("00112233445566778899aabbccddeeff"), _data);
        Exception?[] answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(
            async () => await Record.ExceptionAsync(async () => await _ring.Keys.VerifyAsync(unknown, _data)))));

        Assert.All(answers, static answer => Assert.IsType<KeyStoreException>(answer));
        Assert.InRange(_ring.Store.Reads - before, 1, 50);
    }

    [Fact]
    public async Task Given_AStoreThatIsDown_When_TheRingIsChanged_Expect_KeyStoreExceptionAndNothingChanged()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        IReadOnlyList<KeyDescription> before = await _ring.Keys.ListAsync();
        _ring.Store.IsDown = true;

        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.RotateAsync(TestRing.Signing));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.CreateKeyAsync(TestRing.Signing));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.DeactivateAsync(key.Id));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.MarkCompromisedAsync(key.Id, "test"));

        _ring.Store.IsDown = false;
        Assert.Equal(before.Select(static k => k.ToString()), (await _ring.Keys.ListAsync()).Select(static k => k.ToString()));
        Assert.Equal(key.Id, (await _ring.Keys.SignAsync(TestRing.Signing, _data)).KeyId);
    }

    [Fact]
    public async Task Given_AStoreWhoseAnswerIsLost_When_Rotated_Expect_TheNextReadingShowsTheNewKey()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        _ring.Store.LosesAnswers = true;
        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.RotateAsync(TestRing.Signing));
        _ring.Store.LosesAnswers = false;
        await _ring.Keys.RefreshAsync();

        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);
        Assert.Equal(2, (await _ring.Keys.ListAsync()).Single(key => key.Id == signature.KeyId).Generation);
        Assert.True(await _ring.Keys.VerifyAsync(signature, _data));
    }

    [Fact]
    public async Task Given_AChangeThatIsCancelled_When_ItBegins_Expect_NothingWritten()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _ring.Keys.RotateAsync(TestRing.Signing, null, cancelled.Token));

        Assert.Equal(2, (await _ring.AuditAsync()).Count);
        await _ring.Keys.RotateAsync(TestRing.Signing); // the gate is free
    }

    // A volume that is not mounted. Once its keys were forgotten, and a new identity made.
    [Fact]
    public async Task Given_AStoreThatIsSuddenlyEmpty_When_KeptUp_Expect_KeyStoreExceptionAndTheKeysGoOn()
    {
        _ring.Options.Slots.UnionWith([KeyPurpose.Identity, KeyPurpose.Signing]);
        await _ring.Keys.InitializeAsync();
        int entries = (await _ring.AuditAsync()).Count;
        _ring.Store.ShowsNothing = true;

        await Assert.ThrowsAsync<KeyStoreException>(async () => await _ring.Keys.MaintainAsync());

        Assert.Equal(entries, (await _ring.AuditAsync()).Count);
        Assert.True(await _ring.Keys.VerifyAsync(await _ring.Keys.SignAsync(TestRing.Signing, _data), _data));
    }

    [Fact]
    public async Task Given_AChangeOnItsWay_When_Disposed_Expect_ObjectDisposedExceptionAndTheChangeInTheStore()
    {
        TaskCompletionSource answer = new();
        QuantumKeyManager keys = _ring.Open();
        await keys.InitializeAsync();
        _ring.Store.BeforeCommit = answer.Task;
        Task<KeyDescription> change = keys.CreateKeyAsync(TestRing.Signing).AsTask();
        keys.Dispose();
        answer.SetResult();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => change);
        Assert.Equal(2, (await _ring.Keys.ListAsync()).Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await keys.SignAsync(TestRing.Signing, _data));
    }

    [Fact]
    public async Task Given_ThreadsThatUseARing_When_Disposed_Expect_OnlyTypedErrors()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        QuantumKeyManager keys = _ring.Open();
        await keys.InitializeAsync();
        Task<Exception>[] users = [.. Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                Exception? failure = await Record.ExceptionAsync(async () =>
                {
                    if (i < 2)
                        await keys.SignAsync(TestRing.Signing, _data);
                    else if (i < 4)
                        await keys.OpenAsync(TestRing.Tickets, await keys.SealAsync(TestRing.Tickets, _data));
                    else
                        await keys.RotateAsync(TestRing.Tickets);
                });
                if (failure is not null)
                    return failure;
            }
        }))];
        await Task.Delay(300);
        keys.Dispose();

        Assert.All(await Task.WhenAll(users), static failure => Assert.True(
            failure is ObjectDisposedException or KeyRingException or CryptographicException, failure.ToString()));
    }

    private static byte[] Junk() => RandomNumberGenerator.GetBytes(100);

    private async Task OpenJunkAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(
        () => Assert.ThrowsAsync<CryptographicException>(async () => await _ring.Keys.OpenAsync(TestRing.Tickets, Junk())))));
}
