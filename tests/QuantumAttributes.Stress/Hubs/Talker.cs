using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// A client that says one numbered message after another, many under way at a time, and keeps account of what comes back: most by calls of the
/// server's, each eighth as a result; and of what the server says unasked.
/// </summary>
internal sealed class Talker : IAsyncDisposable
{
    private const int UnderWay = 16;
    private const int EchoEvery = 8;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _connection;
    private readonly SemaphoreSlim _room = new(UnderWay);
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;
    private int _said;
    private int _wrong;
    private int _echoesLost;

    private Talker(HubConnection connection, string name)
    {
        _connection = connection;
        Name = name;
        connection.On<string, int, string>(TalkHub.Heard, OnHeard);
        connection.On<string, int, string>(TalkHub.Told, (from, number, text) => Take(Told, from, number, text));
        connection.Closed += failure =>
        {
            _closed.TrySetResult(failure);
            _room.Release(UnderWay); // whoever waits learns that it is closed
            return Task.CompletedTask;
        };
    }

    public string Name { get; }

    public Sequence Heard { get; } = new();

    public Sequence Told { get; } = new();

    /// <summary>How many messages went out, of both kinds.</summary>
    public int Sent => _sent;

    /// <summary>How many of them the hub gives back by a call.</summary>
    public int Said => _said;

    /// <summary>How many results never came.</summary>
    public int EchoesLost => _echoesLost;

    /// <summary>How many messages were another connection's, or had another text than their number.</summary>
    public int Wrong => Volatile.Read(ref _wrong);

    /// <summary>Completes when the connection is closed, with the reason, if there is one.</summary>
    public Task<Exception?> Closed => _closed.Task;

    /// <summary>Connects.</summary>
    public static async Task<Talker> StartAsync(HubConnection connection, string name)
    {
        var talker = new Talker(connection, name);
        await connection.StartAsync();
        return talker;
    }

    /// <summary>Says so many messages, evenly over some time or (zero) as fast as they come back, and waits for all that come back.</summary>
    public async Task TalkAsync(int count, TimeSpan time)
    {
        var echoes = Channel.CreateBounded<(int Number, Task<string> Result)>(UnderWay / EchoEvery);
        Task listening = ListenAsync(echoes.Reader);
        try
        {
            await SpeakAsync(count, time, echoes.Writer);
        }
        catch (Exception e) when (e is not StressException)
        {
            throw new StressException($"{Name} was closed after {_sent} messages: {((await Closed.WaitAsync(_patience)) ?? e).Message}");
        }
        finally
        {
            echoes.Writer.Complete();
            await listening;
        }

        await WaitAsync(() => Heard.Next >= _said);
    }

    /// <summary>Says messages until it is enough, and waits for all that come back.</summary>
    public async Task TalkAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
            await TalkAsync(EchoEvery, TimeSpan.FromMilliseconds(40));
    }

    /// <summary>Waits until so many messages have come that the server said unasked.</summary>
    public Task ExpectToldAsync(int count) => WaitAsync(() => Told.Next >= count);

    /// <summary>Says messages until the connection is closed.</summary>
    public async Task TalkToTheEndAsync()
    {
        while (!Closed.IsCompleted)
        {
            try
            {
                await TalkAsync(EchoEvery, TimeSpan.Zero);
            }
            catch (StressException)
            {
                break; // what it was said to find out is whether it is closed
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _room.Dispose();
    }

    private async Task SpeakAsync(int count, TimeSpan time, ChannelWriter<(int Number, Task<string> Result)> echoes)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            if ((time * ((double)i / count)) - Stopwatch.GetElapsedTime(began) is { TotalMilliseconds: > 20 } early)
                await Task.Delay(early);
            if (_sent % EchoEvery == EchoEvery - 1)
                await echoes.WriteAsync((_sent, _connection.InvokeAsync<string>(nameof(TalkHub.Echo), Speech.Of(_sent))));
            else
                await SayAsync();
            _sent++;
        }
    }

    private async Task SayAsync()
    {
        StressException.Require(await _room.WaitAsync(_patience), $"{Name} waits: it said {_said} messages, and {Heard.Next} came back");
        await _connection.SendAsync(nameof(TalkHub.Say), Name, _said, Speech.Of(_said));
        _said++;
    }

    private async Task ListenAsync(ChannelReader<(int Number, Task<string> Result)> echoes)
    {
        await foreach ((int number, Task<string> result) in echoes.ReadAllAsync())
        {
            try
            {
                if (!Speech.Is(number, await result.WaitAsync(_patience)))
                    Interlocked.Increment(ref _wrong);
            }
            catch (Exception e) when (e is not StressException)
            {
                _echoesLost++;
            }
        }
    }

    private void OnHeard(string from, int number, string text)
    {
        Take(Heard, from, number, text);
        _room.Release();
    }

    private void Take(Sequence sequence, string from, int number, string text)
    {
        if (from != Name || !Speech.Is(number, text))
            Interlocked.Increment(ref _wrong);
        sequence.Take(number);
    }

    // Not for ever: what does not come is lost, and the account says so.
    private async Task WaitAsync(Func<bool> isDone)
    {
        long began = Stopwatch.GetTimestamp();
        while (!isDone() && !Closed.IsCompleted && Stopwatch.GetElapsedTime(began) < _patience)
            await Task.Delay(5);
    }
}
