using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Faults;

/// <summary>The clock of one process is set back, and others' are not: each believes the other's keys.</summary>
internal static class ClockFault
{
    public static async Task RunAsync(Func<Task<StressStore>> create)
    {
        await using StressStore store = await create();
        IKeyStore opened = await store.OpenAsync();
        using RingUnderFault ring = await RingUnderFault.CreateAsync(opened);
        ShiftedClock clock = new();
        using QuantumKeyManager manager = Rings.Manager(opened, clock, KeyPurpose.Signing, KeyPurpose.SessionTickets);
        await manager.InitializeAsync();
        KeySignature before = await manager.SignAsync(KeyPurpose.Signing, Rings.Message);
        byte[] ticket = await manager.SealAsync(KeyPurpose.SessionTickets, Rings.Message);
        int keys = (await manager.ListAsync()).Count;

        clock.Shift = TimeSpan.FromHours(-1);
        await manager.MaintainAsync();
        StressException.Require((await manager.ListAsync()).Count == keys, "the clock set back, keys come or go");
        StressException.Require(await manager.VerifyAsync(before, Rings.Message), "the clock set back, a signature is refused");
        await manager.OpenAsync(KeyPurpose.SessionTickets, ticket);
        await manager.SealAsync(KeyPurpose.SessionTickets, Rings.Message);
        KeyDescription next = await manager.RotateAsync(KeyPurpose.Signing);
        KeySignature after = await manager.SignAsync(next.Id, Rings.Message);

        using QuantumKeyManager other = Rings.Manager(opened);
        StressException.Require(await other.VerifyAsync(after, Rings.Message), "a signature by a process whose clock is behind is refused");
        KeySignature others = await other.SignAsync(KeyPurpose.Signing, Rings.Message);
        StressException.Require(others.KeyId == next.Id, "two processes sign with different keys");
        await ring.RequireRecoveredAsync("with a clock behind");
        clock.Shift = TimeSpan.Zero;
        await manager.MaintainAsync();
        await Rings.RequireSoundAsync(opened);
    }
}
