using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Sessions;

/// <summary>A server with endpoints for every mechanism, and clients that open sessions with it.</summary>
internal static class SessionRoutes
{
    /// <summary>Starts a server behind the five seconds in which it takes no signatures.</summary>
    public static async Task<QuantumServer> StartAsync(ManualTime time, ServerSetup? setup = null)
    {
        setup ??= new ServerSetup();
        Action<QuantumOptions>? options = setup.Options;
        QuantumServer server = await QuantumServer.StartAsync(Map, setup with
        {
            Time = time,
            Options = quantum =>
            {
                quantum
                    .AddProfile("channel", profile => profile.RequireMechanism(QuantumMechanism.Channel))
                    .AddProfile("session", profile => profile.RequireMechanism(QuantumMechanism.Session))
                    .AddProfile("signature", profile => profile.RequireMechanism(QuantumMechanism.Signature));
                options?.Invoke(quantum);
            },
        });
        time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }

    /// <summary>Alice, signing in with sessions.</summary>
    public static ClientSetup Client(QuantumServer server, Action<IHttpClientBuilder>? configure = null) => new()
    {
        Channel = false,
        Configure = builder =>
        {
            builder.AddQuantumAuth(server.Enrol(ClientKeys.Alice), options => options.UseSession(session => session.PinIdentity(server.Identity)));
            configure?.Invoke(builder);
        },
    };

    private static void Map(WebApplication app)
    {
        app.MapMethods("/whoami", ["GET", "HEAD", "POST"], [QuantumAuth] async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            return $"{context.User.Identity!.Name} by {string.Join('+', context.User.FindAll("quantum:mechanism").Select(claim => claim.Value))}: "
                + await reader.ReadToEndAsync();
        });
        foreach (string profile in new[] { "channel", "session", "signature" })
            app.MapGet($"/{profile}", () => "in").RequireQuantumAuth(profile);
    }
}
