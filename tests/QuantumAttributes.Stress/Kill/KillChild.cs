using System.Globalization;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Kill;

/// <summary>
/// Rotates again and again until somebody kills it, or it itself: <c>ack id</c> when a rotation has returned, and then
/// <c>signature id base64</c>.
/// </summary>
internal static class KillChild
{
    public const string Role = "kill-child";
    public const string Ready = "ready";

    /// <summary>No operation had the number that it was to end at.</summary>
    public const int NotReached = 3;

    /// <summary>Arguments: rotation and operation to end at, or none.</summary>
    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        Parent.EndWithIt();
        int[] gap = [.. arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
        StepCounter steps = new(gap is [_, var at] ? at : 0);
        IKeyStore opened = await store.OpenAsync(steps.Step);
        Console.WriteLine(Ready);
        using QuantumKeyManager manager = Rings.Manager(opened);
        for (int rotation = 1; gap is [] || rotation <= gap[0]; rotation++)
        {
            if (gap is [var last, _] && rotation == last)
                steps.Begin();
            KeyDescription key = await manager.RotateAsync(KeyPurpose.Signing);
            steps.End();
            Console.WriteLine($"{Acknowledged.Ack} {key.Id}");
            KeySignature signature = await manager.SignAsync(key.Id, Rings.Message);
            Console.WriteLine($"{Acknowledged.Signature} {key.Id} {Convert.ToBase64String(signature.Value.Span)}");
        }

        return NotReached;
    }
}
