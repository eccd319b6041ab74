using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// Records that are flipped, repeated, left out, swapped, cut short, or another connection's, in either direction by turns: each ends its
/// connection where it arrives, for that reason, before anything behind it is heard, and no other connection.
/// </summary>
internal static class RecordDamageCommand
{
    private const int AtOnce = 4;
    private const int Talkers = 3;
    private const int Before = 20;

    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly RecordDamage[] _damages = Enum.GetValues<RecordDamage>();

    public static async Task<Verdict> RunAsync(int count)
    {
        await using HubHost host = await HubHost.StartAsync(_lifetime);
        await using HubWatch watch = await HubWatch.StartAsync(host, Talkers);
        var faults = new FaultTally();
        int first = HubWatch.FirstOf(count);
        await DamageAsync(host, 0, first, faults);
        await watch.BeginAsync();
        await DamageAsync(host, first, count, faults);
        Verdict undisturbed = await watch.EndAsync();
        return new Verdict(
            undisturbed.Held && faults.Count == 0,
            $"{count} records damaged in {_damages.Length} ways, to the server and to the client, {count - faults.Count} connections ended by it, "
            + $"{faults.Count} otherwise; {undisturbed.Figures}");
    }

    private static Task DamageAsync(HubHost host, int from, int to, FaultTally faults) => Parallel.ForAsync(
        from,
        to,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (i, _) => faults.Add($"{i}, {DamageOf(i)}, {(ToServer(i) ? "to server" : "to client")}", await DamageAsync(host, i)));

    private static bool ToServer(int i) => i % 2 == 0;

    private static RecordDamage DamageOf(int i) => _damages[i / 2 % _damages.Length];

    // Null where it went as it has to.
    private static async Task<string?> DamageAsync(HubHost host, int i)
    {
        string name = $"damaged {i}";
        (RecordPath toServer, RecordPath toClient) = (new RecordPath(), new RecordPath());
        Task<HubParty> ended = host.Ledger.ExpectEndAsync(name);
        byte[] foreign = await CaptureAsync(host, $"captured {i}", ToServer(i));
        await using Talker talker = await Talker.StartAsync(CreateClient(host, toServer, toClient), name);
        await talker.TalkAsync(Before, TimeSpan.Zero);
        RecordPath path = ToServer(i) ? toServer : toClient;
        path.Damage(DamageOf(i), foreign);
        Task talking = talker.TalkToTheEndAsync();
        try
        {
            Exception? failure = await talker.Closed.WaitAsync(_patience);
            await talking.WaitAsync(_patience);
            HubParty party = await ended.WaitAsync(_patience);
            return Judge(talker, party, path.HasDamaged, ToServer(i) ? party.Failure : failure);
        }
        catch (TimeoutException)
        {
            return "the connection was not closed";
        }
    }

    private static string? Judge(Talker talker, HubParty party, bool hasDamaged, Exception? failure) => true switch
    {
        _ when !hasDamaged => "nothing was damaged",
        _ when !party.Said.IsWhole || !talker.Heard.IsWhole => "something was lost, came twice or in another order",
        _ when talker.Wrong + party.Wrong > 0 => "something was changed",
        _ when failure is not ChannelException { Failure: ChannelFailure.NotAuthentic } => $"it ended by {failure?.Message ?? "nothing"}",
        _ => null,
    };

    // A record of another connection's, in the same direction.
    private static async Task<byte[]> CaptureAsync(HubHost host, string name, bool toServer)
    {
        (RecordPath up, RecordPath down) = (new RecordPath(), new RecordPath());
        await using Talker talker = await Talker.StartAsync(CreateClient(host, up, down), name);
        await talker.TalkAsync(Before, TimeSpan.Zero);
        return (toServer ? up : down).Latest ?? throw new StressException("no record was captured");
    }

    private static HubConnection CreateClient(HubHost host, RecordPath toServer, RecordPath toClient) =>
        host.CreateClient(configure: builder => builder.Services.AddSingleton<IConnectionFactory>(
            services => new HoldingFactory(ActivatorUtilities.CreateInstance<HttpConnectionFactory>(services), toServer, toClient)));
}
