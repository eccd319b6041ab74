using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress.Damage;

/// <summary>A ring of ten keys, each of which has done its work: active ones, former ones, and slots with a name.</summary>
internal static class EvidenceRing
{
    private static readonly KeySlot _invoices = new(KeyPurpose.Signing, "invoices");

    /// <summary>The slots whose keys work through a manager.</summary>
    public static IReadOnlyList<KeySlot> Slots { get; } = [KeyPurpose.Signing, _invoices, KeyPurpose.Sealing, KeyPurpose.SessionTickets];

    /// <summary>Makes it.</summary>
    public static async Task<IReadOnlyList<Evidence>> FillAsync(IKeyStore store)
    {
        using QuantumKeyManager manager = Rings.Manager(store, [KeyPurpose.Identity, KeyPurpose.Channel, .. Slots]);
        await manager.InitializeAsync();
        List<Evidence> evidence = [];
        foreach (KeySlot slot in Slots)
            evidence.Add(await UseAsync(manager, slot));
        foreach (KeySlot slot in (KeySlot[])[KeyPurpose.Signing, KeyPurpose.Signing, KeyPurpose.Sealing])
        {
            await manager.RotateAsync(slot);
            evidence.Add(await UseAsync(manager, slot));
        }

        foreach (KeyDescription key in (await manager.ListAsync()).Where(key => evidence.All(known => known.Key.Id != key.Id)))
            evidence.Add(new Evidence(key, static _ => Task.FromResult(true)));
        return evidence;
    }

    /// <summary>Has the active key of a slot do something, which can be looked at again later.</summary>
    public static async Task<Evidence> UseAsync(QuantumKeyManager manager, KeySlot slot)
    {
        KeyDescription key = (await manager.ListAsync()).Single(key => key.Slot == slot && key.State == KeyState.Active);
        if (slot.Purpose == KeyPurpose.Signing)
        {
            KeySignature signature = await manager.SignAsync(slot, Rings.Message);
            return new Evidence(key, async later => await later.VerifyAsync(signature, Rings.Message));
        }

        byte[] sealedData = await manager.SealAsync(slot, Rings.Message);
        return new Evidence(key, later => OpensAsync(later, slot, sealedData));
    }

    private static async Task<bool> OpensAsync(QuantumKeyManager manager, KeySlot slot, byte[] sealedData)
    {
        try
        {
            byte[] opened = await manager.OpenAsync(slot, sealedData);
            return opened.AsSpan().SequenceEqual(Rings.Message.Span);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
