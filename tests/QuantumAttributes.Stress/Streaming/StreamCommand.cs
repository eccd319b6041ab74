using System.Globalization;
using QuantumAttributes.Stress.Processes;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>A long upload and a long download through a channel, server and client in processes of their own: neither holds the body.</summary>
internal static class StreamCommand
{
    public const string Name = "stream";

    private const long Mebibyte = 1024 * 1024;
    private const long MaxGrowth = 64 * Mebibyte;

    /// <summary>Runs it on each version, prints a line for each direction, and says whether all held.</summary>
    public static async Task<bool> RunAsync(string versions, int mebibytes)
    {
        bool held = true;
        foreach (string version in HttpVersions.Parse(versions))
        {
            using ChildProcess server = ChildProcess.Start(StreamServerChild.Role, version);
            string[] address = (await ReadAsync(server)).Split(' ');
            using ChildProcess client = ChildProcess.Start(
                StreamClientChild.Role, version, address[0], address[1], (mebibytes * Mebibyte).ToString(CultureInfo.InvariantCulture));
            await client.ExpectAsync("ready");
            foreach (string direction in new[] { "up", "down" })
                held &= await TransferAsync(server, client, version, direction, mebibytes);
        }

        return held;
    }

    private static async Task<bool> TransferAsync(ChildProcess server, ChildProcess client, string version, string direction, int mebibytes)
    {
        server.Say("");
        _ = await ReadAsync(server); // its memory counts from here
        client.Say(direction);
        long[] figures = [.. (await ReadAsync(client)).Split(' ').Select(figure => long.Parse(figure, CultureInfo.InvariantCulture))];
        server.Say("");
        long serverGrowth = long.Parse(await ReadAsync(server), CultureInfo.InvariantCulture);
        bool held = Math.Max(serverGrowth, figures[1]) <= MaxGrowth;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(held ? "ok" : "FAILED")} {Name} {version} {direction}: {mebibytes} MiB at {mebibytes * 1000.0 / figures[0]:F0} MiB/s; resident memory rose "
            + $"by {(double)serverGrowth / Mebibyte:F1} MiB in the server, {(double)figures[1] / Mebibyte:F1} MiB in the client"));
        return held;
    }

    private static async Task<string> ReadAsync(ChildProcess child) =>
        await child.ReadLineAsync() ?? throw new StressException($"a child ended: {await child.ErrorAsync()}");
}
