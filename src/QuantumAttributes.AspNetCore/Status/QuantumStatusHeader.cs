using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.Channels;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>
/// The <c>Quantum-Status</c> field on answers of protected endpoints (protocol.md §7): what protects this exchange. Information for
/// people, never input.
/// </summary>
internal static class QuantumStatusHeader
{
    public const string Name = "Quantum-Status";

    public static void AddWhenStarting(HttpContext context) => context.Response.OnStarting(static state => Add((HttpContext)state), context);

    private static Task Add(HttpContext context)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        bool isProtected = metadata?.GetMetadata<IQuantumAuthMetadata>() is not null || metadata?.GetMetadata<IQuantumChannelMetadata>() is not null;
        if (isProtected)
            context.Response.Headers[Name] = Format(context);
        return Task.CompletedTask;
    }

    private static string Format(HttpContext context)
    {
        var parts = new List<string>(4);
        // A 401 says nothing of a sign-in that did not do: of two signatures it would tell which one was good.
        if (context.Response.StatusCode != StatusCodes.Status401Unauthorized
            && context.User.FindFirst(QuantumClaims.Algorithm)?.Value is { } algorithm)
            parts.Add($"auth=\"{algorithm}\"");
        if (context.Features.Get<IQuantumChannelFeature>() is { } channel)
        {
            parts.Add($"kex=\"{channel.Suite.KeyExchangeName}\"");
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"exp={(long)channel.Remaining.TotalSeconds}"));
        }

        bool required = context.RequestServices.GetRequiredService<DowngradePolicy>().Current == ChannelPolicy.Require;
        parts.Add(required ? "policy=\"require\"" : "policy=\"allow-classical\"");
        return string.Join(", ", parts);
    }
}
