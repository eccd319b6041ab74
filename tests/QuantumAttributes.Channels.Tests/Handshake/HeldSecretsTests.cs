using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Handshake;

public class HeldSecretsTests
{
    private readonly ChannelSecrets _secrets = Derive();

    [Fact]
    public void Given_NobodyHolds_When_Closed_Expect_Wiped()
    {
        Assert.False(IsWiped(_secrets));

        new HeldSecrets(_secrets).Close();

        Assert.True(IsWiped(_secrets));
    }

    [Fact]
    public void Given_TwoHold_When_Closed_Expect_WipedWithTheLast()
    {
        var held = new HeldSecrets(_secrets);
        Assert.True(held.TryHold());
        Assert.True(held.TryHold());

        held.Close();
        held.Release();
        Assert.False(IsWiped(_secrets));
        held.Release();

        Assert.True(IsWiped(_secrets));
        Assert.False(held.IsHeld);
    }

    [Fact]
    public void Given_ItIsOpen_When_TheLastReleases_Expect_NothingWiped()
    {
        var held = new HeldSecrets(_secrets);
        Assert.True(held.TryHold());

        held.Release();

        Assert.False(IsWiped(_secrets));
    }

    [Fact]
    public void Given_ItIsClosed_When_SomebodyWantsToHold_Expect_False()
    {
        var held = new HeldSecrets(_secrets);
        Assert.True(held.TryHold());
        held.Close();

        Assert.False(held.TryHold());
    }

    [Fact]
    public async Task Given_ManyHoldAndRelease_When_Closed_Expect_NeverWipedUnderAHolder()
    {
        var held = new HeldSecrets(_secrets);
        int wipedUnderAHolder = 0;
        Task[] users = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            while (held.TryHold())
            {
                if (IsWiped(_secrets))
                    Interlocked.Increment(ref wipedUnderAHolder);
                held.Release();
            }
        }))];
        await Task.Delay(20);

        held.Close();
        await Task.WhenAll(users);

        Assert.Equal(0, wipedUnderAHolder);
        Assert.True(IsWiped(_secrets));
    }

    internal static bool IsWiped(ChannelSecrets secrets) =>
        new[] { secrets.RequestHeaderKey, secrets.RequestBodyKey, secrets.RequestIv, secrets.ResponseSecret }
            .All(secret => !secret.AsSpan().ContainsAnyExcept((byte)0));

    private static ChannelSecrets Derive()
    {
        using var state = new SymmetricState(ChannelSuite.MLKem768X25519, ProviderSet.Default.Symmetric);
        state.MixKey(new byte[32]);
        return ChannelSecrets.Derive(ChannelSuite.MLKem768X25519, state);
    }
}
