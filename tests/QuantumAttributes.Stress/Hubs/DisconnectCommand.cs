using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections.Client;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// Sockets that are cut while a record is half on the wire, to the server and to the client by turns, with a reset and as if that were the end by
/// turns: no half of a message is taken for one, nothing is left over, and who talks beside them notices nothing.
/// </summary>
internal static class DisconnectCommand
{
    private const int AtOnce = 4;
    private const int Ways = 4;
    private const int Before = 56; // after which the next message fills a record
    private const int Least = 1000, Most = 15_000; // bytes of a record of 16 KiB, behind all heads

    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public static async Task<Verdict> RunAsync(int count)
    {
        await using HubHost host = await HubHost.StartAsync(_lifetime);
        await using HubWatch watch = await HubWatch.StartAsync(host, 1);
        var faults = new FaultTally();
        int first = HubWatch.FirstOf(count);
        await DisconnectAsync(host, 0, first, faults);
        await watch.BeginAsync();
        await DisconnectAsync(host, first, count, faults);
        Verdict undisturbed = await watch.EndAsync();
        return new Verdict(
            undisturbed.Held && faults.Count == 0,
            $"{count} cut in mid-record, a quarter each to the server and to the client by reset and by end, {faults.Count} not as they have to; "
            + undisturbed.Figures);
    }

    private static Task DisconnectAsync(HubHost host, int from, int to, FaultTally faults) => Parallel.ForAsync(
        from,
        to,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (i, _) => faults.Add($"{i}, {(ToServer(i) ? "to server" : "to client")}, reset: {Resets(i)}", await CutAsync(host, i)));

    private static bool ToServer(int i) => i % Ways < 2;

    private static bool Resets(int i) => i % 2 == 0;

    // Null where it went as it has to.
    private static async Task<string?> CutAsync(HubHost host, int i)
    {
        await using var proxy = new CuttingProxy(host.Port);
        string name = $"cut {i}";
        Task<HubParty> ended = host.Ledger.ExpectEndAsync(name);
        await using Talker talker = await Talker.StartAsync(host.CreateClient(http => GoThrough(http, proxy)), name);
        await talker.TalkAsync(Before, TimeSpan.Zero);
        int said = talker.Said;
        proxy.CutAfter(Random.Shared.Next(Least, Most), ToServer(i), Resets(i));
        Task talking = talker.TalkToTheEndAsync();
        try
        {
            Exception? failure = await talker.Closed.WaitAsync(_patience);
            await talking.WaitAsync(_patience);
            HubParty party = await ended.WaitAsync(_patience);
            if (failure is null)
                return "the client took the cut for an end";
            return proxy.HasCut ? Judge(talker, party, said, ToServer(i)) : "it was not cut";
        }
        catch (TimeoutException)
        {
            return "a side did not notice";
        }
    }

    private static string? Judge(Talker talker, HubParty party, int said, bool toServer) => true switch
    {
        _ when talker.Heard.Next != said => $"the client heard {talker.Heard.Next} of {said}",
        _ when toServer && party.Said.Next != said => $"the server heard {party.Said.Next} of {said}",
        _ when party.Said.Next < said || !party.Said.IsWhole || !talker.Heard.IsWhole => "something was lost, or came twice",
        _ when talker.Wrong + party.Wrong > 0 => "something was changed",
        _ => null,
    };

    private static void GoThrough(HttpConnectionOptions http, CuttingProxy proxy)
    {
        http.SkipNegotiation = true; // only the WebSocket goes through the proxy
        http.WebSocketFactory = async (context, cancellationToken) =>
        {
            var socket = new ClientWebSocket();
            using var invoker = new HttpMessageInvoker(CreateHandler(proxy));
            await socket.ConnectAsync(context.Uri, invoker, cancellationToken);
            return socket;
        };
    }

    private static SocketsHttpHandler CreateHandler(CuttingProxy proxy) => new()
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(proxy.EndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
