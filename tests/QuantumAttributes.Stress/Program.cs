using QuantumAttributes.Stress.ColdStart;
using QuantumAttributes.Stress.Damage;
using QuantumAttributes.Stress.Farm;
using QuantumAttributes.Stress.Faults;
using QuantumAttributes.Stress.Hostile;
using QuantumAttributes.Stress.Hubs;
using QuantumAttributes.Stress.Kill;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Rotation;
using QuantumAttributes.Stress.Stores;
using QuantumAttributes.Stress.Streaming;

namespace QuantumAttributes.Stress;

/// <summary>The command line: what is done to key rings and servers that no unit test can do. Its children have commands of their own.</summary>
internal static class Program
{
    private const string Usage = """
        kill <store> [--count 200]                           kill -9 between any two operations of a rotation, and at any time
        coldstart <store> [--rounds 60] [--processes 8]      processes that start at once on an empty store
        damage <store> [--flips 1000] [--seed <number>]      keys cut off at every length, and flipped bits (directory, sqlite)
        rotation <store> [--seconds 120] [--interval 250]    signing and verifying while another process rotates
        faults <store>                                       a full disk, a directory for reading, a clock set back, a database that is away
        farm <store> [--requests 2000] [--at-once 16]        two servers over one database: no request twice, and what each takes
        replay [--count 10000]                               captured requests sent again, and 64 times at once
        malformed [--count 10000] [--seed <number>]          damaged handshakes, records, bodies and signatures
        slow [--count 500]                                   connections that send a byte a second
        flood [--seconds 10]                                 handshakes at twice what the server can compute
        stream <http1|http2|all> [--mebibytes 1024]          an upload and a download through a channel, and what memory they take
        hub soak [--messages 1000000] [--connections 100] [--lifetime 5] [--seconds 300]    numbered messages over hubs that are renewed meanwhile,
                                                             over at least so many seconds
        hub disconnect [--count 1000]                        sockets of hubs that are cut while a record is half on the wire
        hub damage [--count 400]                             records of hubs that are flipped, repeated, left out, swapped, cut short, another's

        <store> is directory, sqlite, postgresql or all. QUANTUM_POSTGRES has the connection string of a PostgreSQL server
        (tests/tools/postgres.sh starts one); faults starts its own. Each command ends with one line, for each store, and the exit code
        is 1 where something did not hold:
        dotnet run -c Release --project tests/QuantumAttributes.Stress -- kill directory
        """;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [var own, .. var its] && ChildProcess.FindWithoutStore(own) is { } childOfItsOwn)
            return await childOfItsOwn(its);
        if (arguments is [var role, var kind, .. var rest] && ChildProcess.Find(role) is { } child)
            return await child(StressStore.Open(StoreKinds.Parse(kind)[0], rest[0]), rest[1..]);
        if (arguments is [var hostile, .. var hostileOptions] && HostileCommands.Find(hostile) is { } attack)
            return Report(hostile, await attack(new Options(hostileOptions))) ? 0 : 1;
        if (arguments is [HubCommands.Name, var what, .. var hubOptions] && HubCommands.Find(what) is { } ordeal)
            return Report($"{HubCommands.Name} {what}", await ordeal(new Options(hubOptions))) ? 0 : 1;
        if (arguments is [StreamCommand.Name, var version, .. var sizes])
            return await StreamCommand.RunAsync(version, new Options(sizes).Number("mebibytes", 1024)) ? 0 : 1;
        if (arguments is not [var name, var stores, .. var options] || Find(name, new Options(options)) is not { } command)
            return ShowUsage();
        bool held = true;
        foreach (StoreKind store in StoreKinds.Parse(stores))
            held &= Report($"{name} {StoreKinds.NameOf(store)}", await command(store));

        return held ? 0 : 1;
    }

    private static Func<StoreKind, Task<Verdict>>? Find(string name, Options options) => name switch
    {
        "kill" => store => KillCommand.RunAsync(store, options.Number("count", 200)),
        "coldstart" => store => ColdStartCommand.RunAsync(store, options.Number("rounds", 60), options.Number("processes", 8)),
        "damage" => store => DamageCommand.RunAsync(store, options.Number("flips", 1000), options.Number("seed", Random.Shared.Next())),
        "rotation" => store => RotationCommand.RunAsync(
            store, TimeSpan.FromSeconds(options.Number("seconds", 120)), TimeSpan.FromMilliseconds(options.Number("interval", 250))),
        "faults" => FaultsCommand.RunAsync,
        "farm" => store => FarmCommand.RunAsync(store, options.Number("requests", 2000), options.Number("at-once", 16)),
        _ => null,
    };

    private static bool Report(string what, Verdict verdict)
    {
        Console.WriteLine($"{(verdict.Held ? "ok" : "FAILED")} {what}: {verdict.Figures}");
        return verdict.Held;
    }

    private static int ShowUsage()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
