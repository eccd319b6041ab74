using System.Net;
using QuantumAttributes.Cryptography;

namespace AotMinimal;

/// <summary>What a client got: the answer in the channel, and the statuses of a capability's route and of a request outside the channel.</summary>
internal sealed record Visit(string? InChannel, HttpStatusCode ByRoute, HttpStatusCode Outside)
{
    public static async Task<Visit> MakeAsync(Uri server, SigningKey key, string knownServers)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("app", client => client.BaseAddress = server)
            .AddQuantumChannel(channel => channel.RememberFirstIdentity(knownServers))
            .AddQuantumAuth(key);
        await using ServiceProvider provider = services.BuildServiceProvider();
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("app");
        using var classical = new HttpClient { BaseAddress = server };

        HttpResponseMessage inChannel = await http.PostAsJsonAsync("/echo", new Message("hello"), AppJson.Default.Message);
        Message? answer = inChannel.IsSuccessStatusCode ? await inChannel.Content.ReadFromJsonAsync(AppJson.Default.Message) : null;
        HttpResponseMessage byRoute = await http.PostAsJsonAsync("/agents/greet", new Message("route"), AppJson.Default.Message);
        HttpResponseMessage outside = await classical.PostAsJsonAsync("/echo", new Message("hello"), AppJson.Default.Message);
        return new Visit(answer?.Text, byRoute.StatusCode, outside.StatusCode);
    }
}
