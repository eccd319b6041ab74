using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.Channels;

namespace HubChat.Client;

/// <summary>A client for a terminal: a line is said, and what begins with a slash is done.</summary>
internal sealed class ChatConsole
{
    private const string Commands = "Type a line to say it. /history: what was said. /remove 3: remove message 3. /quit: leave.";

    private readonly ChatClient _client;
    private readonly CancellationToken _cancellation;

    private ChatConsole(ChatClient client, CancellationToken cancellation)
    {
        _client = client;
        _cancellation = cancellation;
    }

    /// <summary>Connects, and chats until the user leaves. The exit code of the program.</summary>
    public static async Task<int> RunAsync(Uri server, string name, string room, CancellationToken cancellation)
    {
        using Members members = Members.Kept();
        using Member member = members.Get(name, out bool isNew);
        if (isNew)
        {
            Console.WriteLine($"A key was made for {name}, and enrolled.");
            await Task.Delay(TimeSpan.FromSeconds(1.2), cancellation); // the server looks at its file once a second
        }

        await using var client = new ChatClient(server, member, room);
        try
        {
            await client.StartAsync(cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or ChannelException or WebSocketException or HubException)
        {
            Console.Error.WriteLine($"{name} could not connect to {server}: {e.Message}");
            return 1;
        }

        Console.WriteLine($"You are {name}, in the {room}. {Commands}");
        return await new ChatConsole(client, cancellation).ChatAsync();
    }

    private async Task<int> ChatAsync()
    {
        Task listening = ListenAsync();
        while (true)
        {
            // The console's own reader cannot be cancelled.
            Task<string?> typed = Task.Run(Console.In.ReadLine, CancellationToken.None);
            Task first = await Task.WhenAny(typed, listening);
            if (_cancellation.IsCancellationRequested)
                return 0;
            if (first == listening)
            {
                Console.Error.WriteLine("The connection is over.");
                return 1;
            }

            if (await typed is not { } line || line.Trim() == "/quit")
                return 0;
            await TryActAsync(line.Trim());
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            await foreach (string heard in _client.Heard.ReadAllAsync(_cancellation))
                Console.WriteLine(heard);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Console.Error.WriteLine(e.Message);
        }
    }

    // What is under way when the connection breaks has been done, or not: nobody says it a second time.
    private async Task TryActAsync(string line)
    {
        try
        {
            await ActAsync(line);
        }
        catch (HubException e)
        {
            Console.WriteLine(HubRefusal.Describe(e));
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or WebSocketException or OperationCanceledException)
        {
            Console.WriteLine("There is no connection at the moment. Wait until there is, and look at /history before you say it again.");
        }
    }

    private async Task ActAsync(string line)
    {
        if (line.Length == 0)
            return;
        if (line[0] != '/')
            Console.WriteLine(await _client.SayAsync(line, _cancellation));
        else if (line == "/history")
            await ShowHistoryAsync();
        else if (line.Split(' ', 2) is ["/remove", .. var rest])
            await RemoveAsync(rest is [var id] ? id : "");
        else
            Console.WriteLine(line == "/help" ? Commands : $"There is no {line.Split(' ')[0]}. {Commands}");
    }

    private async Task ShowHistoryAsync()
    {
        int count = 0;
        await foreach (ChatLine said in _client.HistoryAsync(_cancellation))
        {
            Console.WriteLine(said);
            count++;
        }

        if (count == 0)
            Console.WriteLine("Nobody has said anything yet.");
    }

    private async Task RemoveAsync(string typed)
    {
        if (!int.TryParse(typed.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            Console.WriteLine("Say which message, by its number: /remove 3.");
            return;
        }

        await _client.RemoveAsync(id, _cancellation);
        Console.WriteLine($"(you removed #{id})");
    }
}
