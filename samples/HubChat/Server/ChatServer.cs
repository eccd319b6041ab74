using QuantumAttributes.AspNetCore;

namespace HubChat.Server;

/// <summary>The server of the chat.</summary>
internal static class ChatServer
{
    /// <summary>Starts the server of the demo on a free loopback port, without a word.</summary>
    /// <param name="origin">What clients connect to.</param>
    /// <param name="members">Who may come in.</param>
    /// <param name="lifetime">How long the keys of a connection live before they are renewed.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<WebApplication> StartAsync(string origin, Members members, TimeSpan lifetime, CancellationToken cancellation)
    {
        WebApplication app = Build("http://127.0.0.1:0", members, LogLevel.None, quantum =>
        {
            quantum.Origins.Add(origin);
            quantum.Hubs.ChannelLifetime = lifetime;
        });
        app.MapHub<ClassicalHub>("/classical");
        await app.StartAsync(cancellation);
        return app;
    }

    /// <summary>Keeps the chat up until it is stopped.</summary>
    public static async Task<int> ServeAsync(string urls, CancellationToken cancellation)
    {
        using Members members = Members.Kept();
        members.Get(Members.Moderator, out _).Dispose(); // a server that lets nobody in does not start
        await using WebApplication app = Build(urls, members, LogLevel.Information, _ => { });
        await app.StartAsync(cancellation);
        string url = app.Urls.First();
        Console.WriteLine($"""

            The chat is open. In other terminals:
              dotnet run --project samples/HubChat -- --connect {url} --as alice
              dotnet run --project samples/HubChat -- --connect {url} --as {Members.Moderator}      (the moderator)
            Ctrl+C closes it.

            """);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static WebApplication Build(string urls, Members members, LogLevel logging, Action<QuantumOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development, // the addresses listened on are the origins, where none is named
        });
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(logging).AddFilter("Microsoft.AspNetCore", logging == LogLevel.None ? LogLevel.None : LogLevel.Warning);
        builder.Services.AddSingleton<ChatRooms>();
        builder.Services.AddQuantumAttributes(quantum =>
        {
            quantum.Keys.PersistToDirectory(members.ServerKeys);
            quantum.Identities.AddJwkSet(members.JwkSet);
            quantum.AddProfile("moderator", profile => profile.RequireRole("moderator"));
            configure(quantum);
        });

        WebApplication app = builder.Build();
        app.MapQuantumAttributes();
        return app;
    }
}
