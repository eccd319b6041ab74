using HubChat.Client;
using HubChat.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using static HubChat.Demo.Story;

namespace HubChat.Demo;

/// <summary>Server, two clients and an observer between them: what each of them gets, and what is refused.</summary>
internal sealed class DemoScript(ChatClient alice, ChatClient grace, Observer observer, CancellationToken cancellation)
{
    private const string Secret = "the key is under the third flowerpot";
    private const string Answer = "hush, not in front of everybody";
    private const string Afterwards = "never mind, I have moved it by now";

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private int _secretId;

    /// <summary>Runs the demo. The exit code of the program.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        using Members members = Members.Passing();
        using Member alice = members.Get("alice", out _);
        using Member grace = members.Get(Members.Moderator, out _);
        await using var observer = new Observer();
        await using WebApplication server = await ChatServer.StartAsync(observer.Url, members, Lifetime, cancellation);
        observer.Begin(new Uri(server.Urls.First()));
        await using var ofAlice = new ChatClient(new Uri(observer.Url), alice, ChatRooms.Names[0]);
        await using var ofGrace = new ChatClient(new Uri(observer.Url), grace, ChatRooms.Names[0]);
        try
        {
            await new DemoScript(ofAlice, ofGrace, observer, cancellation).TellAsync();
            Console.WriteLine($"{Environment.NewLine}Every step did what it should.");
            return 0;
        }
        catch (DemoFailedException e)
        {
            Console.Error.WriteLine($"  FAILED  {e.Message}");
            return 1;
        }
    }

    private async Task TellAsync()
    {
        Console.WriteLine($"""

            HubChat: a chat over SignalR, in quantum channels. Between its server and everybody sits an observer, {observer.Url}.

            """);
        await StepAsync("alice and grace connect, each in a channel and signed in by it, and join the kitchen", ConnectAsync);
        await StepAsync("they talk", TalkAsync);
        await StepAsync("grace reads the history, a stream of the server", ReadHistoryAsync);
        await StepAsync("alice, who is no moderator, tries to remove a message, and is refused", TryRemoveAsync);
        await StepAsync("grace is one, and removes it", RemoveAsync);
        await StepAsync("the keys of alice's connection live for 8 s: they are renewed inside it", RenewAsync);
        await StepAsync("the network is cut: both come back by WithAutomaticReconnect, with new handshakes", ReconnectAsync);
        await StepAsync("and they talk on", TalkOnAsync);
        await StepAsync("what the observer has of all this", ObserveAsync);
        await StepAsync("the control: what it has of a hub without [QuantumChannel]", CompareAsync);
    }

    private async Task<string> ConnectAsync()
    {
        await alice.StartAsync(cancellation).WaitAsync(Patience, cancellation);
        await grace.StartAsync(cancellation).WaitAsync(Patience, cancellation);
        return string.Join('\n', await DescribeAsync(alice, "alice"), await DescribeAsync(grace, "grace"));
    }

    private async Task<string> DescribeAsync(ChatClient client, string name)
    {
        ChannelFacts facts = await client.DescribeAsync(cancellation);
        Check(facts.SignedInAs == name, $"{name} is {facts.SignedInAs} to the server");
        return $"{name}: channel {facts.Id}, {facts.Suite}";
    }

    private async Task<string> TalkAsync()
    {
        ChatLine said = await alice.SayAsync(Secret, cancellation);
        _secretId = said.Id;
        await HearAsync(grace, $"{said}");
        ChatLine answer = await grace.SayAsync(Answer, cancellation);
        await HearAsync(alice, $"{answer}");
        return $"{said}\n{answer}";
    }

    private async Task<string> ReadHistoryAsync()
    {
        List<ChatLine> lines = await HistoryAsync(grace);
        Check(lines.Select(line => line.Text).SequenceEqual([Secret, Answer]), $"the history is: {string.Join(" | ", lines)}");
        return $"{lines.Count} lines";
    }

    private async Task<string> TryRemoveAsync()
    {
        HubException? refusal = null;
        try
        {
            await alice.RemoveAsync(_secretId, cancellation);
        }
        catch (HubException e)
        {
            refusal = e;
        }

        Check(refusal is not null, "a member who is no moderator was not refused");
        Check(HubRefusal.IsUnauthorized(refusal!), $"a member who is no moderator was told: {refusal!.Message}");
        Check((await HistoryAsync(alice)).Any(line => line.Id == _secretId), "a member who is no moderator removed a message");
        return refusal.Message;
    }

    private async Task<string> RemoveAsync()
    {
        await grace.RemoveAsync(_secretId, cancellation);
        string told = await HearAsync(alice, $"(grace removed #{_secretId})");
        Check((await HistoryAsync(alice)).TrueForAll(line => line.Id != _secretId), "the message is still there");
        return told;
    }

    private async Task<string> RenewAsync()
    {
        string? connection = alice.ConnectionId;
        ChannelFacts first = await alice.DescribeAsync(cancellation);
        ChannelFacts now = first;
        for (int i = 0; now.Renewed - first.Renewed < TimeSpan.FromSeconds(1); i++)
        {
            Check(i < Patience.TotalSeconds * 10, "no renewal came");
            await Task.Delay(100, cancellation);
            now = await alice.DescribeAsync(cancellation);
        }

        Check(now.Id == first.Id && alice.ConnectionId == connection, "that was another connection");
        Check(!alice.Heard.TryRead(out string? noticed), $"alice noticed: {noticed}");
        return $"a handshake at {first.Renewed:HH:mm:ss.f}, the next at {now.Renewed:HH:mm:ss.f}, and still channel {now.Id}";
    }

    private async Task<string> ReconnectAsync()
    {
        ChannelFacts before = await alice.DescribeAsync(cancellation);
        string? connection = alice.ConnectionId;
        observer.Cut();
        foreach (ChatClient client in (ChatClient[])[alice, grace])
        {
            await HearAsync(client, "(the connection broke; connecting again)");
            await HearAsync(client, "(connected again)");
        }

        ChannelFacts after = await alice.DescribeAsync(cancellation);
        Check(after.Id != before.Id && alice.ConnectionId != connection, "alice came back in the same channel");
        return string.Join('\n', await DescribeAsync(alice, "alice"), await DescribeAsync(grace, "grace"));
    }

    private async Task<string> TalkOnAsync()
    {
        string said = $"{await alice.SayAsync(Afterwards, cancellation)}";
        return await HearAsync(grace, said);
    }

    private Task<string> ObserveAsync()
    {
        Check(observer.Saw("POST /chat/negotiate"), "the observer did not even see who connects");
        foreach (string text in (string[])[Secret, Answer, Afterwards, "\"target\":\"Say\"", "\"protocol\":\"json\""])
            Check(!observer.Saw(text), $"the observer could read '{text}'");
        return Task.FromResult(FormattableString.Invariant(
            $"{observer.Bytes:N0} bytes of {observer.Connections} connections, and none of the sentences, nor which method was called"));
    }

    private async Task<string> CompareAsync()
    {
        await using HubConnection classical = new HubConnectionBuilder().WithUrl(observer.Url + "/classical").Build();
        await classical.StartAsync(cancellation);
        await classical.InvokeAsync<string>("Echo", Secret, cancellation);
        Check(observer.Saw(Secret) && observer.Saw("\"target\":\"Echo\""), "the observer looked for sentences in a way that finds none");
        return $"\"{Secret}\"";
    }

    private async Task<List<ChatLine>> HistoryAsync(ChatClient client)
    {
        List<ChatLine> lines = [];
        await foreach (ChatLine line in client.HistoryAsync(cancellation))
            lines.Add(line);
        return lines;
    }

    private async Task<string> HearAsync(ChatClient client, string expected)
    {
        string heard = await client.Heard.ReadAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
        Check(heard == expected, $"'{heard}' was heard, not '{expected}'");
        return heard;
    }
}
