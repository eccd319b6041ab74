using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>Puts the handlers of one client in their places: signing first, then the channel, then the wire.</summary>
internal static class QuantumHandlers
{
    /// <summary>Places the handlers; doing so twice changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The client has both a channel and a session.</exception>
    /// <exception cref="CryptographicException">The self-test failed: no handler uses what it did not pass.</exception>
    public static void Place(HttpMessageHandlerBuilder builder, QuantumClientSettings settings)
    {
        IServiceProvider services = builder.Services;
        if (builder.AdditionalHandlers.Any(handler => handler is RequestSigningHandler or SessionSigningHandler or QuantumChannelHandler or PolicyHandler))
            return;
        ProviderSet providers = services.GetRequiredService<ClientCryptography>().Providers;
        if (settings.Auth.Session is not null)
        {
            if (settings.Channel is not null)
                throw new InvalidOperationException("AddQuantumChannel(…) signs in by its channel: leave UseSession(…) out of AddQuantumAuth(…), or the channel.");
            builder.AdditionalHandlers.Add(new SessionSigningHandler(services.GetRequiredKeyedService<SessionPool>(builder.Name)));
        }
        else if (settings.SigningKey is { } key)
        {
            bool always = !settings.UsesChannel || settings.Auth.RequestSigning == RequestSigning.Always;
            var time = services.GetRequiredService<TimeProvider>();
            builder.AdditionalHandlers.Add(new RequestSigningHandler(key, always, time, providers.Random, settings.ClassicalSigner));
        }

        if (!settings.UsesChannel)
        {
            // Who signs in with sessions means to talk outside channels.
            if (settings.Auth.Session is null)
                builder.AdditionalHandlers.Add(new PolicyHandler(services.GetRequiredService<OriginPolicies>()));
            return;
        }

        builder.AdditionalHandlers.Add(new QuantumChannelHandler(services.GetRequiredKeyedService<ChannelPool>(builder.Name)));
        Restrain(builder.PrimaryHandler);
    }

    private static void Restrain(HttpMessageHandler primary)
    {
        while (primary is DelegatingHandler { InnerHandler: { } inner })
            primary = inner;
        try
        {
            if (primary is SocketsHttpHandler sockets)
                Restrain(sockets);
            else if (primary is HttpClientHandler client)
                Restrain(client);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                "The primary handler follows redirects, keeps cookies, decompresses or has credentials, and cannot be changed any more because it has "
                + "sent requests. Underneath a quantum channel these act on what is outside it: set AllowAutoRedirect = false, UseCookies = false, "
                + "AutomaticDecompression = None and Credentials = null when you make it.",
                e);
        }
    }

    // Set only where it differs: a handler that the application shares may have sent requests already, and then takes no more settings.
    private static void Restrain(SocketsHttpHandler handler)
    {
        if (handler.AllowAutoRedirect)
            handler.AllowAutoRedirect = false;
        if (handler.UseCookies)
            handler.UseCookies = false;
        if (handler.AutomaticDecompression != DecompressionMethods.None)
            handler.AutomaticDecompression = DecompressionMethods.None;
        if (handler.Credentials is not null)
            handler.Credentials = null;
    }

    private static void Restrain(HttpClientHandler handler)
    {
        if (handler.AllowAutoRedirect)
            handler.AllowAutoRedirect = false;
        if (handler.UseCookies)
            handler.UseCookies = false;
        if (handler.AutomaticDecompression != DecompressionMethods.None)
            handler.AutomaticDecompression = DecompressionMethods.None;
        if (handler.Credentials is not null)
            handler.Credentials = null;
    }
}
