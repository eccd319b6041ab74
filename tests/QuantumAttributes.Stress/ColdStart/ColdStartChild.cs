using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.ColdStart;

/// <summary>Waits for the address of an empty store, opens a ring there, and says which keys it got; and again until no address comes.</summary>
internal static class ColdStartChild
{
    public const string Role = "coldstart-child";
    public const string Ready = "ready";

    /// <summary>The slots that each child fills.</summary>
    public static IReadOnlyList<KeySlot> Slots { get; } =
        [KeyPurpose.Identity, KeyPurpose.SessionTickets, KeyPurpose.Signing, KeyPurpose.Sealing];

    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        Console.WriteLine(Ready);
        while (Console.ReadLine() is { } address)
        {
            IKeyStore opened = await StressStore.Open(store.Kind, address).OpenAsync();
            using QuantumKeyManager manager = Rings.Manager(opened, [.. Slots]);
            await manager.InitializeAsync();
            IReadOnlyList<KeyDescription> keys = await manager.ListAsync();
            Console.WriteLine(string.Join(", ", Slots.Select(slot => $"{slot} {keys.Single(key => key.Slot == slot).Id}")));
        }

        return 0;
    }
}
