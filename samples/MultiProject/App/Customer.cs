using QuantumAttributes.Cryptography;
using Shop.Orders;

namespace Shop;

/// <summary>Orders at the shop, in a channel and, to see it refused, without one.</summary>
internal sealed class Customer(Uri shop, SigningKey key, string knownServers)
{
    public async Task<string> OrderAsync(Order order)
    {
        await using ServiceProvider services = Services();
        HttpResponseMessage answer = await Http(services).PostAsJsonAsync("/orders", order);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Confirmation>())!.ToString() : Describe(answer);
    }

    public async Task<string> BookAsync(string text, decimal amount)
    {
        await using ServiceProvider services = Services();
        HttpResponseMessage answer = await Http(services).PostAsJsonAsync("/ledger/book", new { text, amount });
        return answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<Booked>() is { } booked
            ? $"{booked.Text} is entry {booked.Number}"
            : Describe(answer);
    }

    public async Task<string> OrderWithoutChannelAsync(Order order)
    {
        using var http = new HttpClient { BaseAddress = shop };
        return Describe(await http.PostAsJsonAsync("/orders", order));
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("shop", client => client.BaseAddress = shop)
            .AddQuantumChannel(channel => channel.RememberFirstIdentity(knownServers))
            .AddQuantumAuth(key);
        return services.BuildServiceProvider();
    }

    private static HttpClient Http(ServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient("shop");

    private static string Describe(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {answer.StatusCode}";

    private sealed record Booked(string Text, int Number);
}
