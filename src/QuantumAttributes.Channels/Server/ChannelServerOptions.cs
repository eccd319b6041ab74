using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>What a server grants its channels.</summary>
public sealed record ChannelServerOptions
{
    /// <summary>The suites to offer, best first: a client takes the first that it allows. <see cref="ChannelSuite.All"/>.</summary>
    public IReadOnlyList<ChannelSuite> Suites { get; init; } = ChannelSuite.All;

    /// <summary>How long a channel lives at most. 300 s.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The most plaintext bytes of a frame, both directions. <see cref="Frame.DefaultPlaintext"/>.</summary>
    public int MaxFramePlaintext { get; init; } = Frame.DefaultPlaintext;

    /// <summary>How many channels may wait for their first record, in all servers that share them. 4,096.</summary>
    public int MaxProvisionalChannels { get; init; } = 4096;

    /// <summary>How many confirmed channels there may be in all, in all servers that share them. 65,536.</summary>
    public int MaxChannels { get; init; } = 65_536;

    /// <summary>
    /// How many of <see cref="MaxChannels"/> clients may have that did not sign in, so that strangers leave room for who did; of those that wait
    /// for their first record it is the same part. Null, the default: half. As many as <see cref="MaxChannels"/> where nobody signs in.
    /// </summary>
    public int? MaxAnonymousChannels { get; init; }

    /// <summary>How many confirmed channels one identity may have, in all servers that share them. 256.</summary>
    public int MaxChannelsPerIdentity { get; init; } = 256;

    /// <summary>
    /// Whether channels are this process's own, or shared by the servers of a farm through a store. A server that cannot use its store
    /// refuses, and never falls back to its memory. <see cref="ReplayMode.Memory"/>.
    /// </summary>
    public ReplayMode ReplayMode { get; init; } = ReplayMode.Memory;

    /// <summary>How long a channel waits for its first record. 10 s.</summary>
    public static readonly TimeSpan ProvisionalLifetime = TimeSpan.FromSeconds(10);

    /// <summary>The caps. The part of strangers is rounded up, so that it is one at least.</summary>
    internal ChannelCaps Caps
    {
        get
        {
            int anonymous = MaxAnonymousChannels ?? (MaxChannels / 2) + (MaxChannels % 2);
            long provisional = (((long)MaxProvisionalChannels * anonymous) + MaxChannels - 1) / MaxChannels;
            return new ChannelCaps(MaxProvisionalChannels, MaxChannels, MaxChannelsPerIdentity, (int)provisional, anonymous);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts or no channel can live by.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfZero(Suites.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Suites.Distinct().Count(), Suites.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(Lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Lifetime, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFramePlaintext, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxFramePlaintext, Frame.MaxPlaintext);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxProvisionalChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxChannelsPerIdentity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAnonymousChannels ?? 1, 1, nameof(MaxAnonymousChannels));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxAnonymousChannels ?? 1, MaxChannels, nameof(MaxAnonymousChannels));
        if (!Enum.IsDefined(ReplayMode))
            throw new ArgumentOutOfRangeException(nameof(ReplayMode), ReplayMode, "There is no such mode.");
    }
}
