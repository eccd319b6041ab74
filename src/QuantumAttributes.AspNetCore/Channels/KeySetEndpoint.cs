using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary><c>GET /.well-known/quantum/jwks.json</c>: the application's verifying keys as a JWK set (RFC 7517, RFC 9964).</summary>
internal static class KeySetEndpoint
{
    public const string Path = "/.well-known/quantum/jwks.json";

    public static async Task AnswerAsync(HttpContext context)
    {
        var keys = context.RequestServices.GetRequiredService<IQuantumKeyManager>();
        JsonWebKeySet set = await keys.ExportPublicKeysAsync(context.RequestAborted);
        string json = set.ToJson();
        foreach (JsonWebKeySetEntry entry in set.Entries)
            entry.Key.Dispose();
        context.Response.ContentType = "application/jwk-set+json";
        context.Response.Headers.CacheControl = "public, max-age=300";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }
}
