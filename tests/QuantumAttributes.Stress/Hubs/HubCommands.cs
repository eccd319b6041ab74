namespace QuantumAttributes.Stress.Hubs;

/// <summary>The commands about hubs in channels: server and clients in this process, over real sockets.</summary>
internal static class HubCommands
{
    public const string Name = "hub";

    public static Func<Options, Task<Verdict>>? Find(string name) => name switch
    {
        "soak" => options => SoakCommand.RunAsync(
            options.Number("messages", 1_000_000),
            options.Number("connections", 100),
            Seconds(options, "lifetime", 5),
            Seconds(options, "seconds", 300)),
        "disconnect" => options => DisconnectCommand.RunAsync(options.Number("count", 1000)),
        "damage" => options => RecordDamageCommand.RunAsync(options.Number("count", 400)),
        _ => null,
    };

    private static TimeSpan Seconds(Options options, string name, int otherwise) => TimeSpan.FromSeconds(options.Number(name, otherwise));
}
