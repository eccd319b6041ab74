using System.Globalization;
using System.Runtime.CompilerServices;
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

    private const int MostLiterals = 64;

    public static void AddWhenStarting(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            Add((HttpContext)state);
            return Task.CompletedTask;
        },
        context);

    /// <summary>Adds the field to an answer of a protected endpoint.</summary>
    public static void Add(HttpContext context)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        bool isProtected = metadata?.GetMetadata<IQuantumAuthMetadata>() is not null || metadata?.GetMetadata<IQuantumChannelMetadata>() is not null;
        if (isProtected)
            context.Response.Headers[Name] = Format(context);
    }

    private static string Format(HttpContext context)
    {
        var text = new DefaultInterpolatedStringHandler(MostLiterals, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        // A 401 says nothing of a sign-in that did not do: of two signatures it would tell which one was good.
        if (context.Response.StatusCode != StatusCodes.Status401Unauthorized && QuantumClaims.FindAlgorithm(context.User) is { } algorithm)
        {
            text.AppendLiteral("auth=\"");
            text.AppendFormatted(algorithm);
            text.AppendLiteral("\", ");
        }

        if (context.Features.Get<IQuantumChannelFeature>() is { } channel)
        {
            text.AppendLiteral("kex=\"");
            text.AppendFormatted(channel.Suite.KeyExchangeName);
            text.AppendLiteral("\", exp=");
            text.AppendFormatted((long)channel.Remaining.TotalSeconds);
            text.AppendLiteral(", ");
        }

        bool required = context.RequestServices.GetRequiredService<DowngradePolicy>().Current == ChannelPolicy.Require;
        text.AppendLiteral(required ? "policy=\"require\"" : "policy=\"allow-classical\"");
        return text.ToStringAndClear();
    }
}
