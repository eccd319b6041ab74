using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Kill;

/// <summary>Kills processes that rotate: in turn between two operations, and at any time.</summary>
internal sealed class KillCommand
{
    private const int KillsPerStore = 20;
    private const int LongestLife = 500; // milliseconds, from its first rotation or from when its store is open

    private readonly StoreKind _kind;
    private readonly KillTally _tally = new();
    private readonly HashSet<Gap> _hit = [];
    private StressStore? _store;
    private Acknowledged _acknowledged = new();
    private int _kills; // of this store

    private KillCommand(StoreKind kind) => _kind = kind;

    public static async Task<Verdict> RunAsync(StoreKind kind, int count)
    {
        KillCommand command = new(kind);
        Gap[] gaps = await FindGapsAsync(kind);
        int atSteps = count / 2;
        for (int kill = 0; kill < count; kill++)
            await command.KillAsync(kill % 2 == 0 && kill / 2 < atSteps ? gaps[Spread(kill / 2, atSteps, gaps.Length)] : null);
        await command.LeaveStoreAsync();
        bool allHit = atSteps < gaps.Length || command._hit.Count == gaps.Length;
        return new Verdict(
            command._tally.IsClean && allHit,
            $"{count} kills ({atSteps} at a step: {command.Figure(gaps, isFirst: true)} gaps of a ring's first rotation and "
            + $"{command.Figure(gaps, isFirst: false)} of a later one hit; {count - atSteps} at any time), {command._tally}");
    }

    // All in turn; where there are more gaps than kills, evenly over all of them.
    private static int Spread(int kill, int kills, int gaps) => kills >= gaps ? kill % gaps : (int)((long)kill * gaps / kills);

    private string Figure(Gap[] gaps, bool isFirst) =>
        $"{_hit.Count(gap => gap.IsFirst == isFirst)} of {gaps.Count(gap => gap.IsFirst == isFirst)}";

    // As a child does it, without killing anybody.
    private static async Task<Gap[]> FindGapsAsync(StoreKind kind)
    {
        await using StressStore store = await StressStore.CreateAsync(kind);
        StepCounter steps = new(0);
        IKeyStore opened = await store.OpenAsync(steps.Step);
        using QuantumKeyManager manager = Rings.Manager(opened);
        List<Gap> gaps = [];
        foreach (int rotation in (int[])[1, 2])
        {
            steps.Begin();
            KeyDescription key = await manager.RotateAsync(KeyPurpose.Signing);
            steps.End();
            gaps.AddRange(Enumerable.Range(1, steps.Count).Select(at => new Gap(rotation, at)));
            await manager.SignAsync(key.Id, Rings.Message);
        }

        return [.. gaps];
    }

    private async Task KillAsync(Gap? gap)
    {
        if (_store is null || _kills == KillsPerStore || gap is { IsFirst: true })
        {
            await LeaveStoreAsync();
            _store = await StressStore.CreateAsync(_kind);
        }

        _kills++;
        string where = gap is { } at ? $"before operation {at.At} of {(at.IsFirst ? "the first" : "a later")} rotation" : "at some time";
        string[] arguments = gap is { } place ? [Text(place.Rotation), Text(place.At)] : [];
        using ChildProcess child = ChildProcess.Start(KillChild.Role, _store, arguments);
        await child.ExpectAsync(KillChild.Ready);
        bool isRotating = gap is null && RandomNumberGenerator.GetInt32(4) > 0;
        string first = isRotating ? $"{await child.ReadLineAsync()}\n" : "";
        Task<string> output = child.ReadToEndAsync();
        if (gap is null)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(LongestLife));
            child.Kill();
        }

        _acknowledged.AddOutput(first + await output);
        int exitCode = await child.ExitCodeAsync();
        if (exitCode != Signals.KilledExitCode)
        {
            _tally.FailedChildren++;
            Console.WriteLine($"        a child to be killed {where} ended with {exitCode}: {await child.ErrorAsync()}");
        }
        else if (gap is { } hit)
        {
            _hit.Add(hit);
        }

        await new KillCheck(_store, _acknowledged, _tally).RunAsync(where);
    }

    private async Task LeaveStoreAsync()
    {
        _tally.Acknowledged += _acknowledged.Keys.Count;
        _acknowledged = new Acknowledged();
        _kills = 0;
        if (_store is not null)
            await _store.DisposeAsync();
        _store = null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
