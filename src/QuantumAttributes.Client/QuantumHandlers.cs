using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>Puts the handlers of one client in their places: signing first, then the channel, then the wire.</summary>
internal static class QuantumHandlers
{
    /// <summary>Places the handlers; doing so twice changes nothing.</summary>
    /// <exception cref="CryptographicException">The self-test failed: no handler uses what it did not pass.</exception>
    public static void Place(HttpMessageHandlerBuilder builder, QuantumClientSettings settings)
    {
        IServiceProvider services = builder.Services;
        if (builder.AdditionalHandlers.Any(handler => handler is RequestSigningHandler or QuantumChannelHandler))
            return;
        ProviderSet providers = services.GetRequiredService<ClientCryptography>().Providers;
        if (settings.SigningKey is { } key)
        {
            bool always = settings.Channel is null || settings.Auth.RequestSigning == RequestSigning.Always;
            var signer = new RequestSigner(key, services.GetRequiredService<TimeProvider>(), providers.Random, settings.ClassicalSigner);
            builder.AdditionalHandlers.Add(new RequestSigningHandler(signer, always));
        }

        if (settings.Channel is null)
            return;
        builder.AdditionalHandlers.Add(new QuantumChannelHandler(services.GetRequiredKeyedService<ChannelPool>(builder.Name)));
        Restrain(builder.PrimaryHandler);
    }

    // Set only where it differs: a handler that the application shares may have sent requests already, and then takes no more settings.
    private static void Restrain(HttpMessageHandler primary)
    {
        while (primary is DelegatingHandler { InnerHandler: { } inner })
            primary = inner;
        switch (primary)
        {
            case SocketsHttpHandler sockets when sockets.AllowAutoRedirect || sockets.UseCookies || sockets.AutomaticDecompression != DecompressionMethods.None:
                (sockets.AllowAutoRedirect, sockets.UseCookies, sockets.AutomaticDecompression) = (false, false, DecompressionMethods.None);
                break;
            case HttpClientHandler client when client.AllowAutoRedirect || client.UseCookies || client.AutomaticDecompression != DecompressionMethods.None:
                (client.AllowAutoRedirect, client.UseCookies, client.AutomaticDecompression) = (false, false, DecompressionMethods.None);
                break;
        }
    }
}
