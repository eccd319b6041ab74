using QuantumAttributes;
using QuantumAttributes.Channels.Identities;

namespace OpenApiSample;

/// <summary>The application.</summary>
public static class BankApi
{
    /// <summary>Builds it; the caller runs it.</summary>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = Environments.Development, // the addresses that it listens on are its origins
        });
        builder.Services.AddOpenApi(options => options.AddQuantumSecurity());
        builder.Services.AddQuantumAttributes(quantum =>
        {
            quantum.Identities.AddStore(new MemoryIdentityStore());
            quantum.AddProfile("payments", profile => profile.RequireMechanism(QuantumMechanism.Signature).RequireHybrid());
        });

        WebApplication app = builder.Build();
        app.MapGet("/rates", () => "0.5 %");
        app.MapGet("/vault", [QuantumChannel] () => "sealed");
        app.MapGet("/account", [QuantumAuth] () => "a hundred");
        app.MapPost("/transfers", [QuantumAuth("payments"), QuantumChannel] () => "done");
        app.MapOpenApi();
        app.MapQuantumAttributes();
        return app;
    }
}
