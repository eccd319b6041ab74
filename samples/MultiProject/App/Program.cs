using QuantumAttributes;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;
using Shop;
using Shop.Orders;

// A shop in three projects. Each compiles what its attributes say into a module; the one call below registers all of them.

string state = Directory.CreateTempSubdirectory("multi-project-").FullName;
using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
var identities = new MemoryIdentityStore();
identities.Set(new QuantumIdentity { Key = key.VerifyingKey, Subject = "Ada" });

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddQuantumAttributes(quantum =>
{
    quantum.Keys.PersistToDirectory(Path.Combine(state, "keys"));
    quantum.Identities.AddStore(identities);
    quantum.AddProfile("accounting", profile => profile.RequireCategory(3));
});
await using WebApplication app = builder.Build();
app.MapOrders();
app.MapQuantumAttributes();
await app.StartAsync();

var modules = app.Services.GetServices<IQuantumModule>().ToList();
var protectedInLedger = modules[0].Manifest!.Entries.Where(entry => entry.IsProtected)
    .Select(entry => entry.Route is null ? entry.Name : $"{entry.Name} at {entry.Route}");
var agents = app.Services.GetRequiredService<IQuantumOrchestrator>().Agents.Select(agent => agent.Name);
var report = new Report();
report.Check("modules registered", string.Join(", ", modules.Select(module => module.Name)), "Shop.Ledger, Shop.Orders, Shop");
report.Check("agents found", string.Join(", ", agents), "ledger");
report.Check("protected, says the ledger's manifest", string.Join(", ", protectedInLedger), "ledger, ledger.book at /ledger/book");

var customer = new Customer(new Uri(app.Urls.First()), key, Path.Combine(state, "known-servers"));
report.Check("order, in a channel", await customer.OrderAsync(new Order("violin", 1200)), new Confirmation("violin", "Ada", 1).ToString());
report.Check("the ledger's own route", await customer.BookAsync("rent", 900), "rent is entry 2");
report.Check("order, outside a channel", await customer.OrderWithoutChannelAsync(new Order("violin", 1200)), "426 UpgradeRequired");
await app.StopAsync();
Directory.Delete(state, recursive: true);
return report.IsSound ? 0 : 1;
