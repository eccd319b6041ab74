// What a user who installs the packages writes. Copied out of the tree and built against the packed packages by tests/run.sh.
using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Keys;

using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
var identities = new MemoryIdentityStore();
identities.Set(new QuantumIdentity { Key = key.VerifyingKey, Subject = "Ada" });

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddQuantumAttributes(quantum =>
{
    quantum.Identities.AddStore(identities);
    quantum.AddProfile("payments", profile => profile.RequireMechanism(QuantumMechanism.Channel));
});
builder.Services.AddQuantumEntityFrameworkKeyStore(database => database.UseQuantumSqlite("Data Source=keys.db"));
await using WebApplication app = builder.Build();
app.MapPost("/transfers", [QuantumAuth("payments"), QuantumChannel] async (Transfer transfer, ClaimsPrincipal caller, IQuantumOrchestrator agents) =>
    await agents.Clerk.StampAsync(transfer with { From = caller.Identity!.Name }));
app.MapQuantumAttributes();
await app.Services.GetRequiredService<EntityFrameworkKeyStore>().MigrateAsync();
await app.StartAsync();

var ring = app.Services.GetRequiredService<IQuantumKeyManager>();
await ring.CreateKeyAsync(KeyPurpose.Signing);
KeySignature signature = await ring.SignAsync(KeyPurpose.Signing, "invoice"u8.ToArray());
await ring.RotateAsync(KeyPurpose.Signing);
bool verified = await ring.VerifyAsync(signature, "invoice"u8.ToArray());

(Transfer? stamped, HttpStatusCode refused) = await Customer.VisitAsync(new Uri(app.Urls.First()), key);
Console.WriteLine($"{stamped}, without a channel {(int)refused}, verified {verified}");
return verified && stamped is { From: "Ada", Stamped: true } && refused == HttpStatusCode.UpgradeRequired ? 0 : 1;

public sealed record Transfer(string To, decimal Amount, string? From = null, bool Stamped = false);

[QuantumAgent("clerk")]
public sealed class ClerkAgent
{
    [QuantumCapability("clerk.stamp")]
    public Transfer Stamp(Transfer transfer) => transfer with { Stamped = true };
}

internal static class Customer
{
    public static async Task<(Transfer? Stamped, HttpStatusCode Refused)> VisitAsync(Uri server, SigningKey key)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("bank", client => client.BaseAddress = server)
            .AddQuantumChannel(channel => channel.RememberFirstIdentity("known-servers"))
            .AddQuantumAuth(key);
        await using ServiceProvider provider = services.BuildServiceProvider();
        HttpClient bank = provider.GetRequiredService<IHttpClientFactory>().CreateClient("bank");
        using var classical = new HttpClient { BaseAddress = server };

        HttpResponseMessage answer = await bank.PostAsJsonAsync("/transfers", new Transfer("Grace", 100));
        HttpResponseMessage refusal = await classical.PostAsJsonAsync("/transfers", new Transfer("Grace", 100));
        return (await answer.Content.ReadFromJsonAsync<Transfer>(), refusal.StatusCode);
    }
}
