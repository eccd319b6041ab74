using Microsoft.AspNetCore.OutputCaching;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Output caching keeps answers of channels for whom they were made: nobody outside gets one, nor any other identity. Channels in which
/// nobody signed in have theirs together, as requests outside have. Answers to signed requests, and what opens channels, are never kept.
/// </summary>
internal sealed class ChannelOutputCachePolicy : IOutputCachePolicy
{
    private const string Key = "quantum-channel";
    private const string OwnEndpoints = "/.well-known/quantum";

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Request.Path.StartsWithSegments(OwnEndpoints))
            context.EnableOutputCaching = false; // what a policy for everything would keep: handshakes, and keys beyond their time
        if (context.HttpContext.Features.Get<IQuantumChannelFeature>() is { } channel)
            context.CacheVaryByRules.VaryByValues[Key] = channel.Identity?.KeyId.ToString() ?? "anonymous";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    // A bearer token keeps the framework from storing an answer; a signature, which it does not know, says as much.
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Request.Headers.ContainsKey(RequestSignatureProfile.SignatureInputField))
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
