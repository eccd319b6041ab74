using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Bodies;
using QuantumAttributes.Integration.Tests.Hubs;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>The application that stands behind the proxies of these tests.</summary>
internal static class ProxiedBank
{
    /// <summary>What docs/deploying.md has an application say behind its nginx.</summary>
    public static void AsDocumented(QuantumOptions quantum)
    {
        quantum.Origins.Add("https://bank.example");
        quantum.PublicPathBase = "/bank";
    }

    public static async Task<QuantumServer> StartAsync(
        Action<QuantumOptions> options, LogRecorder? log = null, Action<WebApplication>? first = null, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var time = new ManualTime();
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                first?.Invoke(app);
                Map(app);
            },
            new ServerSetup
            {
                Time = time,
                Options = quantum =>
                {
                    quantum.AddProfile("moderator", profile => profile.RequireRole("moderator"));
                    options(quantum);
                },
                Limits = limits => limits.MaxRequestBodySize = null,
                Services = services =>
                {
                    services.AddQuantumHub<ChatHub>();
                    if (log is not null)
                        services.AddSingleton<ILoggerProvider>(log);
                },
                Protocols = protocols,
            });
        server.Enrol(ClientKeys.Alice);
        time.Advance(TimeSpan.FromSeconds(10)); // before that no signature is taken
        return server;
    }

    private static void Map(WebApplication app)
    {
        app.MapHub<ChatHub>("/chat");
        Routes.MapEcho(app);
        Routes.MapHello(app);
        Routes.MapWhoAmI(app);
        app.MapPost("/plain", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body));
        app.MapPost("/signed", [QuantumAuth] async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            return $"{context.User.Identity!.Name}: {await reader.ReadToEndAsync()}";
        });
        app.MapGet("/files/{**name}", [QuantumAuth, QuantumChannel] (string name) => name);
        app.MapGet("/signed/{**name}", [QuantumAuth] (string name) => name);
        app.MapPost("/hash", [QuantumChannel] (Stream body) => Pattern.HashAsync(body));
        app.MapGet("/pattern/{length:long}", [QuantumChannel] (HttpContext context, long length) => Pattern.WriteAsync(context.Response.Body, length));
        app.MapPost("/turns", [QuantumChannel] async (HttpContext context) =>
        {
            var buffer = new byte[1024];
            while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, count));
                await context.Response.Body.FlushAsync();
            }
        });
        app.MapGet("/large-header/{length:int}", [QuantumChannel] (HttpContext context, int length) =>
        {
            context.Response.Headers["X-Large"] = new string('x', length);
        });
    }
}
