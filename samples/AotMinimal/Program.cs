using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using AotMinimal;
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
builder.Services.AddQuantumAttributes(quantum =>
{
    quantum.Keys.PersistToDirectory(keys);
    quantum.Identities.AddStore(identities);
});

await using WebApplication app = builder.Build();

// The return type is written out: ASP.NET Core's own generator, which native AOT needs, does not see what ours generates.
app.MapPost("/echo", [QuantumAuth, QuantumChannel] async Task<Message> (Message message, ClaimsPrincipal caller, IQuantumOrchestrator agents) =>
    await agents.Greeter.GreetAsync(new Message($"{message.Text}, {caller.Identity!.Name}")));
app.MapQuantumAttributes();
await app.StartAsync();

Visit visit = await Visit.MakeAsync(new Uri(app.Urls.First()), clientKey, Path.Combine(keys, "known-servers"));
bool isNative = !RuntimeFeature.IsDynamicCodeSupported;
Console.WriteLine($"native: {isNative}, {visit}");
await app.StopAsync();
Directory.Delete(keys, recursive: true);
return isNative && visit == new Visit("hello, Ada!", HttpStatusCode.OK, HttpStatusCode.UpgradeRequired) ? 0 : 1;
