using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using QuantumAttributes;
using QuantumAttributes.Agents;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace Quickstart.Server;

/// <summary>The bank: an ordinary minimal API, protected by attributes.</summary>
internal static class BankServer
{
    /// <summary>Starts the bank on a free loopback port, without a word.</summary>
    public static async Task<WebApplication> StartAsync(string keyDirectory, CancellationToken cancellation)
    {
        WebApplication app = Build("http://127.0.0.1:0", keyDirectory, LogLevel.None);
        await app.StartAsync(cancellation);
        return app;
    }

    /// <summary>Keeps the bank up until it is stopped.</summary>
    public static async Task<int> ServeAsync(string urls, CancellationToken cancellation)
    {
        await using WebApplication app = Build(urls, Path.Combine(AppContext.BaseDirectory, "keys"), LogLevel.Information);
        await app.StartAsync(cancellation);
        string url = app.Urls.First();
        Console.WriteLine($"""

            The bank is open. In another terminal:
              dotnet run --project samples/Quickstart -- --connect {url}
              curl -i {url}/transfers
              curl -H 'Accept: application/json' {url}/.well-known/quantum
            Ctrl+C closes it.

            """);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static WebApplication Build(string urls, string keyDirectory, LogLevel logging)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development, // the addresses listened on are the origins
        });
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(logging).AddFilter("Microsoft.AspNetCore", logging == LogLevel.None ? LogLevel.None : LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, QuickstartJson.Default));
        builder.Services.AddSingleton<BankKey>();

        var customers = new MemoryIdentityStore();
        builder.Services.AddQuantumAttributes(quantum =>
        {
            quantum.Keys.PersistToDirectory(keyDirectory);
            quantum.AddProfile("payments", profile => profile.RequireCategory(3).RequireRole("customer"));
            quantum.Identities.AddStore(customers);
        });

        WebApplication app = builder.Build();
        app.MapQuantumAttributes();
        MapBank(app, customers);
        return app;
    }

    private static void MapBank(WebApplication app, MemoryIdentityStore customers)
    {
        var transfers = new ConcurrentQueue<Transfer>();

        app.MapPost("/transfers", [QuantumAuth("payments"), QuantumChannel] async (Transfer transfer, ClaimsPrincipal customer, IQuantumOrchestrator agents) =>
        {
            transfers.Enqueue(transfer);
            string id = $"{transfers.Count}";
            SignedDocument document = await agents.Documents.SignAsync(new Document($"{customer.Identity!.Name} pays {transfer.Amount} to {transfer.To}"));
            return Results.Created($"/transfers/{id}", new Receipt(id, customer.Identity.Name!, document));
        });

        app.MapGet("/transfers", [QuantumAuth("payments"), QuantumChannel] () => transfers.Count);

        // A bank would look at a passport first. This one takes everybody who comes with a key.
        app.MapPost("/customers", [QuantumChannel] (Enrolment enrolment) =>
        {
            try
            {
                customers.Set(new QuantumIdentity
                {
                    Key = VerifyingKey.ImportFromPem(enrolment.KeyPem),
                    Subject = enrolment.Name,
                    Claims = [new Claim(ClaimTypes.Role, "customer")],
                });
                return Results.NoContent();
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                return Results.Problem("That is not the PEM of an ML-DSA public key.", statusCode: StatusCodes.Status400BadRequest);
            }
        });
    }
}
