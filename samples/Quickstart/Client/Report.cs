using System.Diagnostics;
using System.Globalization;
using QuantumAttributes.Channels;
using QuantumAttributes.Cryptography;

namespace Quickstart.Client;

/// <summary>Runs the steps of a visit, and says what came of them.</summary>
internal sealed class Report
{
    private int _failed;

    public int ExitCode => _failed == 0 ? 0 : 1;

    /// <summary>Runs a step, which returns null where it did what it should, and else what went wrong.</summary>
    public async Task StepAsync(string what, Func<Task<string?>> step)
    {
        long started = Stopwatch.GetTimestamp();
        string? problem;
        try
        {
            problem = await step();
        }
        catch (Exception e) when (e is HttpRequestException or ChannelException or IOException or TaskCanceledException)
        {
            problem = e.Message;
        }

        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        _failed += problem is null ? 0 : 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(problem is null ? "ok    " : "FAILED")} {what,-66} {milliseconds,8:0.0} ms"));
        if (problem is not null)
            Console.WriteLine($"         {problem}");
    }

    /// <summary>Says what protected the visit.</summary>
    public void Summarize(Uri bank, string identity, string status, double latency, Wire wire)
    {
        ChannelSuite suite = ChannelSuite.All.First(suite => status.Contains($"\"{suite.KeyExchangeName}\"", StringComparison.Ordinal));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

              server      {bank.GetLeftPart(UriPartial.Authority)}
              identity    {identity} (ML-DSA-65)
              suite       {suite.Name}: {suite.Kem.Name} key exchange ({suite.KeyExchangeName}), AES-256-GCM, {suite.Hash.Name}
              status      {status}
              provider    {ProviderSet.Default.Describe(suite.Kem, SignatureAlgorithm.MLDsa65)}
              latency     {latency:0.00} ms a request in the open channel (median)
              on the wire {wire.Sent:N0} bytes sent, {wire.Received:N0} received

            {(_failed == 0 ? "Every step did what it should." : $"{_failed} step(s) did not do what they should.")}
            """));
    }
}
