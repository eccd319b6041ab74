using System.Collections.Concurrent;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Channel keys from the key ring, shared by every process that has the ring: one slot for each suite and origin. Safe to use from several
/// threads.
/// </summary>
internal sealed class RingChannelKeySource(QuantumKeyManager keys, IReadOnlyList<ChannelSuite> suites) : IChannelKeySource
{
    private readonly ConcurrentDictionary<KeyId, ChannelKey> _known = []; // their private keys stay the ring's

    /// <summary>The slot of a suite's keys for an origin.</summary>
    public static KeySlot SlotOf(ChannelSuite suite, string origin) => new(KeyPurpose.Channel, $"{origin}#{suite.Id:x4}");

    public async ValueTask<IReadOnlyList<ChannelKey>> GetKeysAsync(string origin, CancellationToken cancellationToken)
    {
        // There is a key, but for the first request to an origin of Development, and after a machine slept through a key's life: then the
        // caller can go on only with a new one, and waits for it.
        try
        {
            foreach (ChannelSuite suite in suites)
                await keys.EnsureActiveAsync(SlotOf(suite, origin), suite.Kem.Name, cancellationToken);
        }
        catch (Exception e) when (e is KeyStoreException or KeyRingException or KeyProtectionException)
        {
            throw new ChannelStoreException($"The key ring cannot make a channel key: {e.Message}", e);
        }

        return [.. suites.SelectMany(suite => Of(suite, origin)).OrderByDescending(static key => key.NotBefore)];
    }

    // Another process may publish a key already that is only announced here.
    public ChannelKey? Find(ChannelKeyId id)
    {
        List<ChannelKey> alive = [.. keys.KemKeys(KeyPurpose.Channel).Select(Read).OfType<ChannelKey>()];
        return alive.Find(key => key.Id == id);
    }

    public async ValueTask<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await keys.RefreshForStrangerAsync(cancellationToken);
        }
        catch (KeyStoreException)
        {
            return false; // the ring's upkeep reads it too, and says so
        }
    }

    private IEnumerable<ChannelKey> Of(ChannelSuite suite, string origin) =>
        from key in keys.KemKeys(KeyPurpose.Channel)
        where key.Key.Slot == SlotOf(suite, origin) && key.Key.State != KeyState.PreActivation
        let channelKey = Read(key)
        where channelKey is not null
        select channelKey;

    private ChannelKey? Read((KeyDescription Key, KemPrivateKey PrivateKey) key)
    {
        if (_known.TryGetValue(key.Key.Id, out ChannelKey? known) && known.NotBefore == key.Key.Activation && known.NotAfter == key.Key.End)
            return known;
        int mark = key.Key.Slot.Name.LastIndexOf('#');
        ChannelSuite? suite = suites.FirstOrDefault(suite => mark >= 0 && SlotOf(suite, key.Key.Slot.Name[..mark]) == key.Key.Slot);
        if (suite is null || suite.Kem != key.PrivateKey.Algorithm)
            return null; // of a suite that this version does not speak, or somebody's own
        return _known[key.Key.Id] = new ChannelKey(
            suite, key.Key.Slot.Name[..mark], key.PrivateKey, key.Key.Activation, key.Key.End ?? DateTimeOffset.MaxValue);
    }
}
