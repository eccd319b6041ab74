using System.Collections.Concurrent;
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
    private const int MostTexts = 4096;

    // The same few come again and again: for each second that is left of a channel one.
    private static readonly ConcurrentDictionary<Protection, string> Texts = [];

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
            context.Response.Headers[Name] = TextOf(ProtectionOf(context));
    }

    // A 401 says nothing of a sign-in that did not do: of two signatures it would tell which one was good.
    private static Protection ProtectionOf(HttpContext context)
    {
        var channel = context.Features.Get<IQuantumChannelFeature>();
        return new Protection(
            context.Response.StatusCode != StatusCodes.Status401Unauthorized ? QuantumClaims.FindAlgorithm(context.User) : null,
            channel?.Suite.KeyExchangeName,
            (long?)channel?.Remaining.TotalSeconds ?? 0,
            context.RequestServices.GetRequiredService<DowngradePolicy>().Current == ChannelPolicy.Require);
    }

    private static string TextOf(Protection protection)
    {
        if (Texts.TryGetValue(protection, out string? text))
            return text;
        text = Format(protection);
        if (Texts.Count >= MostTexts)
            Texts.Clear();
        Texts.TryAdd(protection, text);
        return text;
    }

    private static string Format(Protection protection)
    {
        var text = new DefaultInterpolatedStringHandler(MostLiterals, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        if (protection.Algorithm is { } algorithm)
        {
            text.AppendLiteral("auth=\"");
            text.AppendFormatted(algorithm);
            text.AppendLiteral("\", ");
        }

        if (protection.KeyExchange is { } keyExchange)
        {
            text.AppendLiteral("kex=\"");
            text.AppendFormatted(keyExchange);
            text.AppendLiteral("\", exp=");
            text.AppendFormatted(protection.SecondsLeft);
            text.AppendLiteral(", ");
        }

        text.AppendLiteral(protection.IsRequired ? "policy=\"require\"" : "policy=\"allow-classical\"");
        return text.ToStringAndClear();
    }

    private readonly record struct Protection(string? Algorithm, string? KeyExchange, long SecondsLeft, bool IsRequired);
}
