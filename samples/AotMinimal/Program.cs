using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json.Serialization;
using QuantumAttributes;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

// A protected server and its client as one native executable, without a JIT and without reflection.

string keys = Directory.CreateTempSubdirectory("aot-minimal-").FullName;
using SigningKey clientKey = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
var identities = new MemoryIdentityStore();
identities.Set(new QuantumIdentity { Key = clientKey.VerifyingKey, Subject = "Ada" });

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
builder.Services.AddQuantumAttributes(quantum =>
{
    quantum.Keys.PersistToDirectory(keys);
    quantum.Identities.AddStore(identities);
});

await using WebApplication app = builder.Build();
app.MapPost("/echo", [QuantumAuth, QuantumChannel] (Message message, ClaimsPrincipal caller, IQuantumOrchestrator agents, CancellationToken cancellation) =>
    agents.Greeter.GreetAsync(new Message($"{message.Text}, {caller.Identity!.Name}"), cancellation).AsTask());
app.MapQuantumAttributes();
await app.StartAsync();

var services = new ServiceCollection();
services.AddHttpClient("app", client => client.BaseAddress = new Uri(app.Urls.First()))
    .AddQuantumChannel(channel => channel.RememberFirstIdentity(Path.Combine(keys, "known-servers")))
    .AddQuantumAuth(clientKey);
await using ServiceProvider provider = services.BuildServiceProvider();
HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("app");

HttpResponseMessage inChannel = await http.PostAsJsonAsync("/echo", new Message("hello"), AppJson.Default.Message);
Message? answer = await inChannel.Content.ReadFromJsonAsync(AppJson.Default.Message);
HttpResponseMessage byRoute = await http.PostAsJsonAsync("/agents/greet", new Message("route"), AppJson.Default.Message);
using var classical = new HttpClient { BaseAddress = http.BaseAddress };
HttpResponseMessage outside = await classical.PostAsJsonAsync("/echo", new Message("hello"), AppJson.Default.Message);

Console.WriteLine($"native: {!RuntimeFeature.IsDynamicCodeSupported}, in the channel: {(int)inChannel.StatusCode} {answer?.Text}, "
    + $"by route: {(int)byRoute.StatusCode}, outside: {(int)outside.StatusCode}");
await app.StopAsync();
Directory.Delete(keys, recursive: true);
return !RuntimeFeature.IsDynamicCodeSupported && answer?.Text == "hello, Ada!" && (int)byRoute.StatusCode == 200 && (int)outside.StatusCode == 426 ? 0 : 1;

/// <summary>A text.</summary>
public sealed record Message(string Text);

/// <summary>An agent, called without reflection.</summary>
[QuantumAgent("greeter")]
public sealed class GreeterAgent
{
    /// <summary>Adds an exclamation mark.</summary>
    [QuantumChannel]
    [QuantumCapability("greeter.greet", Route = "/agents/greet")]
    public Message Greet(Message message) => new($"{message.Text}!");
}

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(Message))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class AppJson : JsonSerializerContext;
