using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.ColdStart;

/// <summary>Waits for the start, opens a ring, and says which keys it got.</summary>
internal static class ColdStartChild
{
    public const string Role = "coldstart-child";
    public const string Ready = "ready";
    public const string Start = "start";

    /// <summary>The slots that each child fills.</summary>
    public static IReadOnlyList<KeySlot> Slots { get; } = [KeyPurpose.Identity, KeyPurpose.SessionTickets, KeyPurpose.Signing, KeyPurpose.Sealing];

    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        Console.WriteLine(Ready);
        if (Console.ReadLine() != Start)
            return 1;
        IKeyStore opened = await store.OpenAsync();
        using QuantumKeyManager manager = Rings.Manager(opened, [.. Slots]);
        await manager.InitializeAsync();
        IReadOnlyList<KeyDescription> keys = await manager.ListAsync();
        IEnumerable<string> ids = Slots.Select(slot => $"{slot} {keys.Single(key => key.Slot == slot && key.State == KeyState.Active).Id}");
        Console.WriteLine(string.Join(", ", ids));
        return 0;
    }
}
