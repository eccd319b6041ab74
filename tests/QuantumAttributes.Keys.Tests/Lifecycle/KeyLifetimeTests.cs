namespace QuantumAttributes.Keys.Tests;

/// <summary>What the clock alone does to a key, where nobody keeps the ring up.</summary>
public sealed class KeyLifetimeTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private readonly TestRing _ring = new();

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Given_AKeyPastItsLifetime_When_Signing_Expect_RefusedAndVerifyingGoesOn()
    {
        KeyDescription key = await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);

        _ring.Time.Advance(TimeSpan.FromDays(100) - TimeSpan.FromMilliseconds(1));
        await _ring.Keys.SignAsync(TestRing.Signing, _data);
        _ring.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SignAsync(TestRing.Signing, _data));
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SignAsync(key.Id, _data));
        Assert.True(await _ring.Keys.VerifyAsync(signature, _data));
    }

    [Fact]
    public async Task Given_AKeyPastItsEnd_When_Verifying_Expect_False()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature signature = await _ring.Keys.SignAsync(TestRing.Signing, _data);

        _ring.Time.Advance(TimeSpan.FromDays(830) - TimeSpan.FromMilliseconds(1));
        Assert.True(await _ring.Keys.VerifyAsync(signature, _data));
        _ring.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await _ring.Keys.VerifyAsync(signature, _data));
    }

    [Fact]
    public async Task Given_ATicketKeyPastItsEnd_When_Opening_Expect_Refused()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Tickets);
        byte[] ticket = await _ring.Keys.SealAsync(TestRing.Tickets, _data);

        _ring.Time.Advance(TimeSpan.FromMinutes(74));
        await Assert.ThrowsAsync<KeyStateException>(async () => await _ring.Keys.SealAsync(TestRing.Tickets, _data));
        Assert.Equal(_data, await _ring.Keys.OpenAsync(TestRing.Tickets, ticket));
        _ring.Time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(
            async () => await _ring.Keys.OpenAsync(TestRing.Tickets, ticket));
    }

    [Fact]
    public async Task Given_AClockThatWentBack_When_Used_Expect_SigningAndVerifyingGoOn()
    {
        await _ring.Keys.CreateKeyAsync(TestRing.Signing);
        KeySignature before = await _ring.Keys.SignAsync(TestRing.Signing, _data);

        _ring.Time.Advance(TimeSpan.FromHours(-1));
        await _ring.Keys.MaintainAsync();

        Assert.True(await _ring.Keys.VerifyAsync(before, _data));
        Assert.True(await _ring.Keys.VerifyAsync(await _ring.Keys.SignAsync(TestRing.Signing, _data), _data));
        Assert.Equal(2, (await _ring.Keys.ListAsync()).Count);
    }
}
