using System.Globalization;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Rotation;

/// <summary>Rotates at an interval, and says the new key, until its parent says enough.</summary>
internal static class RotationChild
{
    public const string Role = "rotation-child";

    /// <summary>Arguments: the interval in milliseconds.</summary>
    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        Parent.EndWithIt();
        IKeyStore opened = await store.OpenAsync();
        using QuantumKeyManager manager = Rings.Manager(opened);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(int.Parse(arguments[0], CultureInfo.InvariantCulture)));
        while (await timer.WaitForNextTickAsync())
            Console.WriteLine((await manager.RotateAsync(KeyPurpose.Signing)).Id);
        return 0;
    }
}
