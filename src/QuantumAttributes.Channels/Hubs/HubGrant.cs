namespace QuantumAttributes.Channels.Hubs;

/// <summary>What one handshake, the first or a renewal, gives a hub's connection.</summary>
/// <param name="Id">The name that the handshake gave the channel.</param>
/// <param name="Origin">The origin of the key that the client used.</param>
/// <param name="Keys">Its keys, for whoever takes them over.</param>
/// <param name="Suite">Its suite.</param>
/// <param name="SignIn">Who the client is; null where it did not sign in.</param>
/// <param name="Lifetime">How long the keys live.</param>
/// <param name="Started">When that began, on the monotonic clock.</param>
internal sealed record HubGrant(
    ChannelId Id, string Origin, HubKeys Keys, ChannelSuite Suite, HubSignIn? SignIn, TimeSpan Lifetime, long Started)
{
    /// <summary>How much is left of the lifetime, or of a part of it; zero after it.</summary>
    public TimeSpan Left(TimeProvider time, double part = 1) =>
        (part * Lifetime) - time.GetElapsedTime(Started) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
