using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;

namespace HubChat.Demo;

/// <summary>Tells what happens, step by step, and ends at the first that does not do what it should.</summary>
internal static class Story
{
    /// <summary>Runs a step, which returns what is to be told of it.</summary>
    /// <exception cref="DemoFailedException">It did not do what it should.</exception>
    public static async Task StepAsync(string what, Func<Task<string>> step)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            string told = await step();
            double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ok  {what,-86} {milliseconds,6:0} ms"));
            foreach (string line in told.Split('\n'))
                Console.WriteLine($"        {line}");
        }
        catch (Exception e) when (e is HubException or HttpRequestException or IOException or WebSocketException or TimeoutException)
        {
            throw new DemoFailedException($"{what}: {e.Message}");
        }
    }

    /// <summary>Demands something.</summary>
    /// <exception cref="DemoFailedException">It is not so.</exception>
    public static void Check(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new DemoFailedException(otherwise);
    }
}
