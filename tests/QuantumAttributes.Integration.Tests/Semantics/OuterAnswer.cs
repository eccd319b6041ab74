using Microsoft.AspNetCore.WebUtilities;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>What somebody between server and client sees of an answer in a channel.</summary>
internal static class OuterAnswer
{
    // What the server itself or the channel's wire says, whatever the application answers.
    private static readonly HashSet<string> Fields =
        ["quantum-channel", "cache-control", "date", "server", "transfer-encoding", "content-type", "content-length", "connection"];

    /// <summary>Asserts that only status, sizes and the channel's own fields can be seen.</summary>
    public static void ExpectNothing(HttpResponseMessage outer)
    {
        Assert.Subset(Fields, outer.Headers.NonValidated.Concat(outer.Content.Headers.NonValidated).Select(field => field.Key.ToLowerInvariant()).ToHashSet());
        Assert.Single(outer.Headers.GetValues(RequestField.Name));
        Assert.Equal("no-store, no-transform", outer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Contains(outer.Content.Headers.ContentType?.ToString(), new[] { null, RequestHead.ContentType });
        if (outer.Version.Major == 1)
            Assert.Equal(ReasonPhrases.GetReasonPhrase((int)outer.StatusCode), outer.ReasonPhrase);
    }

    /// <summary>Looks at each answer before the channel opens it.</summary>
    public sealed class Handler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage outer = await base.SendAsync(request, cancellationToken);
            if (request.Headers.Contains(RequestField.Name))
                ExpectNothing(outer);
            return outer;
        }
    }
}
