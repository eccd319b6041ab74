using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>Uploads or downloads at each line, and says the milliseconds and how far its memory rose.</summary>
internal static class StreamClientChild
{
    public const string Role = "stream-client-child";

    /// <summary>Arguments: the version of HTTP, the server's address and identity, and the bytes.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        long length = long.Parse(arguments[3], CultureInfo.InvariantCulture);
        ServiceCollection services = new();
        services.AddHttpClient("stream", client =>
        {
            client.BaseAddress = new Uri(arguments[1]);
            client.Timeout = Timeout.InfiniteTimeSpan;
            (client.DefaultRequestVersion, client.DefaultVersionPolicy) = (HttpVersions.Of(arguments[0]), HttpVersionPolicy.RequestVersionExact);
        }).AddQuantumChannel(channel => channel.PinIdentity(arguments[2]));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("stream");
        _ = await DownloadAsync(client, 1);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } direction)
        {
            ResidentMemory memory = new();
            long began = Stopwatch.GetTimestamp();
            long arrived = direction == "up" ? await UploadAsync(client, length) : await DownloadAsync(client, length);
            StressException.Require(arrived == length, $"{arrived} bytes arrived of {length}");
            Console.WriteLine($"{(long)Stopwatch.GetElapsedTime(began).TotalMilliseconds} {memory.Growth}");
        }

        return 0;
    }

    private static async Task<long> UploadAsync(HttpClient client, long length)
    {
        using Bytes.Content content = new(length);
        using HttpResponseMessage response = await client.PostAsync("/up", content);
        return long.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<long> DownloadAsync(HttpClient client, long length)
    {
        using HttpResponseMessage response = await client.GetAsync($"/down?length={length}", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        return await Bytes.CountAsync(body);
    }
}
