using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Damage;

/// <summary>Damages one key of a ring: only that one is set aside, and said, and all the others go on working.</summary>
internal sealed class DamageCommand(StressStore store, IKeyStore opened, IReadOnlyList<Evidence> ring)
{
    // A key that is unknown is looked for, at most ten times a second: that its work is refused is seen in some cases only.
    private const int CasesBetweenRefusals = 25;

    private readonly KeyBytes[] _keys = [.. ring.Select(evidence => new KeyBytes(store, evidence.Key))];
    private int _cases;
    private int _wrong;
    private int _untyped;

    public static async Task<Verdict> RunAsync(StoreKind kind, int flips, int seed)
    {
        await using StressStore store = await StressStore.CreateAsync(kind);
        IKeyStore opened = await store.OpenAsync();
        DamageCommand command = new(store, opened, await EvidenceRing.FillAsync(opened));
        int lengths = await command.CutOffAsync();
        await command.FlipAsync(new Random(seed), flips);
        return new Verdict(
            command._wrong == 0 && command._untyped == 0,
            $"a ring of {command._keys.Length} keys, {lengths} lengths at which a key was cut off, {flips} flipped bits (seed {seed}): "
            + $"{command._wrong} times other than that key set aside and all others working, {command._untyped} untyped exceptions");
    }

    private async Task<int> CutOffAsync()
    {
        KeyBytes key = _keys.First(key => key.Key is { Slot.Purpose: KeyPurpose.Signing, State: KeyState.Active });
        byte[] whole = await key.ReadAsync();
        for (int length = 0; length < whole.Length; length++)
            await DamageAsync(key, whole, whole[..length], $"cut off at {length}");
        return whole.Length;
    }

    private async Task FlipAsync(Random random, int flips)
    {
        for (int flip = 0; flip < flips; flip++)
        {
            KeyBytes key = _keys[random.Next(_keys.Length)];
            byte[] whole = await key.ReadAsync(), flipped = [.. whole];
            int bit = random.Next(8 * whole.Length);
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            await DamageAsync(key, whole, flipped, $"bit {bit} flipped");
        }
    }

    private async Task DamageAsync(KeyBytes key, byte[] whole, byte[] damaged, string how)
    {
        try
        {
            await key.WriteAsync(damaged);
            await CheckAsync(key, withRefusal: _cases++ % CasesBetweenRefusals == 0);
        }
        catch (StressException e)
        {
            _wrong++;
            Say(e.Message);
        }
        catch (Exception e)
        {
            _untyped++;
            Say($"{e}");
        }

        await key.WriteAsync(whole);

        void Say(string what) => Console.WriteLine($"        {key.Key.Slot} {key.Key.Generation}, {how}: {what}");
    }

    private async Task CheckAsync(KeyBytes damaged, bool withRefusal)
    {
        using QuantumKeyManager manager = Rings.Manager(opened);
        await manager.InitializeAsync();
        IReadOnlyList<UnreadableKey> unreadable = await manager.ListUnreadableAsync();
        StressException.Require(unreadable.Count == 1, $"{unreadable.Count} keys are set aside");
        StressException.Require(damaged.Is(unreadable[0]), $"set aside was {unreadable[0]}");
        IEnumerable<KeyId> keys = (await manager.ListAsync()).Select(key => key.Id);
        StressException.Require(
            keys.ToHashSet().SetEquals(ring.Select(evidence => evidence.Key.Id).Where(id => id != damaged.Key.Id)), "the ring has other keys");
        foreach (Evidence evidence in ring.Where(evidence => evidence.Key.Id != damaged.Key.Id))
            StressException.Require(await evidence.WorksAsync(manager), $"{evidence.Key} does not work");
        foreach (KeySlot slot in EvidenceRing.Slots.Where(slot => slot != damaged.Key.Slot))
            StressException.Require(await (await EvidenceRing.UseAsync(manager, slot)).WorksAsync(manager), $"nothing new in {slot}");
        if (withRefusal && EvidenceRing.Slots.Contains(damaged.Key.Slot))
            StressException.Require(!await ring.Single(evidence => evidence.Key.Id == damaged.Key.Id).WorksAsync(manager), "it works");
    }
}
