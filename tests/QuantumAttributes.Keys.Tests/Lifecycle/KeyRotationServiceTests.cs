using System.Diagnostics;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyRotationServiceTests : IAsyncDisposable
{
    private readonly TestRing _ring = new();
    private readonly KeyRotationService _service;

    public KeyRotationServiceTests() =>
        _service = new KeyRotationService(_ring.Keys, _ring.Options, _ring.Time, new Logger<KeyRotationService>(_ring.Log));

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(default);
        _service.Dispose();
        _ring.Dispose();
    }

    [Fact]
    public async Task Given_TheServiceRunning_When_RotationIsDue_Expect_ANewKeyAtTheNextTick()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        await StartAsync();
        _ring.Time.Advance(TimeSpan.FromDays(96));

        await UntilAsync(async () => (await _ring.Keys.ListAsync()).Count(static key => key.Slot == TestRing.Sealing) == 2);
    }

    [Fact]
    public async Task Given_AStoreThatFails_When_ItIsBack_Expect_TheServiceGoesOn()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        await StartAsync();
        _ring.Store.IsDown = true;
        _ring.Time.Advance(TimeSpan.FromDays(96));
        await UntilAsync(() => Task.FromResult(_ring.Logged(102).Count > 0));
        _ring.Store.IsDown = false;
        await UntilAsync(async () =>
        {
            _ring.Time.Advance(_ring.Options.RefreshInterval);
            return (await _ring.Keys.ListAsync()).Count(static key => key.Slot == TestRing.Sealing) == 2;
        });
    }

    [Fact]
    public async Task Given_AProtectionThatFails_When_ItIsBack_Expect_TheServiceGoesOn()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        FixedProtection next = new(2) { Fails = true };
        KeyRingOptions options = new();
        options.FormerProtections.Add(_ring.Protection);
        QuantumKeyManager moving = _ring.Open(next, options);
        using KeyRotationService service = new(moving, options, _ring.Time, new Logger<KeyRotationService>(_ring.Log));
        await service.StartAsync(default);
        await UntilAsync(() =>
        {
            _ring.Time.Advance(options.RefreshInterval);
            return Task.FromResult(_ring.Logged(102).Count > 0);
        });
        next.Fails = false;
        await UntilAsync(async () =>
        {
            _ring.Time.Advance(options.RefreshInterval);
            return (await moving.ListAsync()).All(static key => key.Revision == 2);
        });
        await service.StopAsync(default);
        Assert.False(service.ExecuteTask!.IsFaulted);
    }

    [Fact]
    public async Task Given_TheServiceRunning_When_Stopped_Expect_AtOnce()
    {
        await StartAsync();
        long begin = Stopwatch.GetTimestamp();
        await _service.StopAsync(default);

        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5));
        Assert.True(_service.ExecuteTask!.IsCompleted);
        Assert.False(_service.ExecuteTask.IsFaulted);
    }

    // The service runs on another thread: its timer is there a little after it was started.
    private async Task StartAsync()
    {
        await _service.StartAsync(default);
        await _ring.Time.UntilAwaitedAsync(_ring.Options.RefreshInterval);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It takes too long.");
            await Task.Delay(50);
        }
    }
}
