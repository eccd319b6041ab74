using System.Globalization;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Rotation;

/// <summary>Another process rotates while managers of this one, each with its own snapshot, sign and verify: nothing valid is refused.</summary>
internal static class RotationCommand
{
    private const int Managers = 4;
    private const int Workers = 2;

    public static async Task<Verdict> RunAsync(StoreKind kind, TimeSpan time, TimeSpan interval)
    {
        await using StressStore store = await StressStore.CreateAsync(kind);
        IKeyStore opened = await store.OpenAsync();
        QuantumKeyManager[] managers = [.. Enumerable.Range(0, Managers).Select(_ => Rings.Manager(opened, KeyPurpose.Signing))];
        RotationLoad load = new(managers);
        string milliseconds = ((int)interval.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        int rotations;
        using (ChildProcess child = ChildProcess.Start(RotationChild.Role, store, milliseconds))
        {
            Task<string> output = child.ReadToEndAsync();
            using CancellationTokenSource enough = new(time);
            await load.RunAsync(Workers, enough.Token);
            child.Say("enough");
            rotations = (await output).Count(character => character == '\n');
            StressException.Require(await child.ExitCodeAsync() == 0, $"the rotating process failed: {await child.ErrorAsync()}");
        }

        await Rings.RequireSoundAsync(opened);
        foreach (QuantumKeyManager manager in managers)
            manager.Dispose();
        return new Verdict(
            load.Refused == 0 && rotations > 0 && load.Keys > 1,
            $"{time.TotalSeconds} s, {rotations} rotations, {load.Signatures} signatures by {load.Keys} keys, "
            + $"{load.Verifications.Count} verifications, also of signatures up to {RotationLoad.Oldest} rotations old, {load.Refused} refused; "
            + $"verify: {load.Verifications}");
    }
}
