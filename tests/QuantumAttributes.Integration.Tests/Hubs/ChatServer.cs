using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Servers with <see cref="ChatHub"/> at <c>/chat</c>.</summary>
internal static class ChatServer
{
    public static async Task<QuantumServer> StartAsync(ServerSetup? setup = null, Action<WebApplication>? map = null)
    {
        setup ??= new ServerSetup();
        QuantumServer server = await QuantumServer.StartAsync(
            map ?? (app =>
            {
                app.MapHub<ChatHub>("/chat");
                app.MapHub<PlainHub>("/plain");
            }),
            setup with
            {
                Services = services =>
                {
                    services.AddQuantumHub<ChatHub>(new QuantumPolicyUse("quantum:moderator", "ChatHub.Remove"));
                    services.AddSignalR(options => options.MaximumReceiveMessageSize = null).AddMessagePackProtocol();
                    setup.Services?.Invoke(services);
                },
                Options = quantum =>
                {
                    quantum.AddProfile("moderator", profile => profile.RequireRole("moderator"));
                    setup.Options?.Invoke(quantum);
                },
            });
        server.Enrol(ClientKeys.Alice, "alice");
        server.Enrol(ClientKeys.Bob, "bob", "moderator");
        return server;
    }
}
