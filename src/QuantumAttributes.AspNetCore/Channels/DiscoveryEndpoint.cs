using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary><c>GET /.well-known/quantum</c>: the signed discovery document; as plain JSON for people who ask for that.</summary>
internal static class DiscoveryEndpoint
{
    public static async Task AnswerAsync(HttpContext context)
    {
        var discovery = context.RequestServices.GetRequiredService<DiscoveryPublisher>();
        var origins = context.RequestServices.GetRequiredService<QuantumOrigins>();
        var logger = context.RequestServices.GetRequiredService<ILogger<DiscoveryPublisher>>();
        string origin = origins.For(context.Request);
        HostString host = context.Request.Host;
        if (!origins.HasAuthority(host.ToString()))
        {
            // A proxy that rewrites the host is no fault where it is said which origins there are.
            QuantumLog.DiscoveryAtAnotherHost(logger, origins.MayListen ? LogLevel.Warning : LogLevel.Debug, host, origin);
        }

        string jws;
        try
        {
            jws = await discovery.GetJwsAsync(origin, context.RequestAborted);
        }
        catch (ChannelStoreException e)
        {
            QuantumLog.StoreFailed(logger, e);
            await QuantumProblem.Unavailable.WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = "Accept";
        if (!WantsJson(context.Request))
        {
            context.Response.ContentType = DiscoveryDocument.ContentType;
            await context.Response.WriteAsync(jws, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Readable(jws, discovery.Identity.ToString()), context.RequestAborted);
    }

    // Whoever names JSON and not the JWS gets JSON; programs, and curl's */*, get what is signed.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json") && accepted.All(type => type.MediaType != DiscoveryDocument.ContentType);
    }

    private static byte[] Readable(string jws, string identity)
    {
        using JsonDocument payload = JsonDocument.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("identity", identity);
            foreach (JsonProperty member in payload.RootElement.EnumerateObject())
                member.WriteTo(writer);
            writer.WriteString("jws", jws);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
