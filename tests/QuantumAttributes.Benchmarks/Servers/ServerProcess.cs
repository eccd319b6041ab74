using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>
/// The servers that are measured, in a process of their own, so that its processor time is theirs alone: started on the same host as this
/// one, asked over its standard streams.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Dictionary<string, string> _facts = [];
    private long _ready;

    private ServerProcess(Process process) => _process = process;

    /// <summary>What the server said of itself when it was up.</summary>
    public string this[string fact] => _facts[fact];

    /// <summary>Starts the servers and waits until they listen.</summary>
    /// <param name="client">The key of the one client that may sign in.</param>
    public static async Task<ServerProcess> StartAsync(VerifyingKey client)
    {
        string program = Assembly.GetExecutingAssembly().Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(program);
        start.ArgumentList.Add(BenchmarkServer.Command);
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0"; // threads that wait for a slow client must not cost the server
        var server = new ServerProcess(Process.Start(start)!);
        await server._process.StandardInput.WriteLineAsync(Convert.ToBase64String(client.Export()));
        await server._process.StandardInput.FlushAsync();
        while (await server.ReadAsync() is var line && line != BenchmarkServer.Ready)
            server._facts.Add(line.Split(' ', 2)[0], line.Split(' ', 2)[1]);
        server._ready = Stopwatch.GetTimestamp();
        return server;
    }

    /// <summary>What the process has used so far.</summary>
    public async Task<ServerUsage> GetUsageAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        string[] numbers = (await ReadAsync()).Split(' ');
        return new ServerUsage(
            double.Parse(numbers[0], CultureInfo.InvariantCulture),
            double.Parse(numbers[1], CultureInfo.InvariantCulture),
            Stopwatch.GetElapsedTime(_ready).TotalMicroseconds);
    }

    /// <summary>Waits as long as a server that has just started refuses signed requests, whose nonces it might have forgotten.</summary>
    public Task WaitUntilNoncesCountAsync()
    {
        TimeSpan left = RequestSignatureProfile.MaxClockSkew + TimeSpan.FromSeconds(1) - Stopwatch.GetElapsedTime(_ready);
        return left > TimeSpan.Zero ? Task.Delay(left) : Task.CompletedTask;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server's process has ended.");
}
