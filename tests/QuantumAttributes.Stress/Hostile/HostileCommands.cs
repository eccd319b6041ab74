namespace QuantumAttributes.Stress.Hostile;

/// <summary>The commands that need no key store: a server in a process of its own, and what a hostile world does to it.</summary>
internal static class HostileCommands
{
    public static Func<Options, Task<Verdict>>? Find(string name) => name switch
    {
        "replay" => options => ReplayCommand.RunAsync(options.Number("count", 10_000)),
        "malformed" => options => MalformedCommand.RunAsync(options.Number("count", 10_000), options.Number("seed", Random.Shared.Next())),
        "slow" => options => SlowCommand.RunAsync(options.Number("count", 500)),
        "flood" => options => FloodCommand.RunAsync(TimeSpan.FromSeconds(options.Number("seconds", 10))),
        _ => null,
    };
}
