using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Bodies;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>A client that goes away: the handler knows it, and never takes a part for the whole.</summary>
public class BreakingOffTests(SemanticsServers servers)
{
    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ADownload_When_TheClientDisposesIt_Expect_RequestAborted(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();

        HttpResponseMessage response = await client.GetAsync($"/endless?signal={signal}", HttpCompletionOption.ResponseHeadersRead);
        await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[100_000]);
        response.Dispose();

        Assert.Equal("aborted", await Signals.Wait(signal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_ADownload_When_TheClientCancelsARead_Expect_RequestAborted(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();
        using var cancellation = new CancellationTokenSource();

        using HttpResponseMessage response = await client.GetAsync($"/endless?signal={signal}", HttpCompletionOption.ResponseHeadersRead);
        Task reading = ReadForEverAsync(await response.Content.ReadAsStreamAsync(cancellation.Token), cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        response.Dispose();
        Assert.Equal("aborted", await Signals.Wait(signal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnUpload_When_TheClientsContentFails_Expect_AFailedReadAndNoEnd(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();
        var content = new Pattern.Content(async stream =>
        {
            await stream.WriteAsync(new byte[40_000]);
            await stream.FlushAsync();
            await Signals.Wait($"{signal} begun");
            throw new InvalidDataException("the file is damaged");
        });

        await Assert.ThrowsAnyAsync<Exception>(() => client.PostAsync($"/read-all?signal={signal}", content));

        Assert.StartsWith("failed", await Signals.Wait(signal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_AnUpload_When_TheClientCancels_Expect_AFailedReadAndNoEnd(HttpProtocols version)
    {
        HttpClient client = await servers.Client(version);
        string signal = Signals.New();
        using var cancellation = new CancellationTokenSource();
        var content = new Pattern.Content(async stream =>
        {
            await stream.WriteAsync(new byte[40_000]);
            await stream.FlushAsync();
            await Signals.Wait($"{signal} begun");
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation.Token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync($"/read-all?signal={signal}", content, cancellation.Token));

        Assert.StartsWith("failed", await Signals.Wait(signal));
    }

    private static async Task ReadForEverAsync(Stream body, CancellationTokenSource cancellation)
    {
        var buffer = new byte[10_000];
        for (int reads = 0; ; reads++)
        {
            _ = await body.ReadAsync(buffer, cancellation.Token);
            if (reads == 10)
                await cancellation.CancelAsync();
        }
    }
}
