using QuantumAttributes.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts waivers on endpoints.</summary>
public static class QuantumWaiverEndpointExtensions
{
    /// <summary>
    /// Lets an endpoint or a group of them do without what <c>[QuantumChannel]</c> and <c>[QuantumAuth]</c> demand, for a time: it answers
    /// outside a channel too, and takes callers whom the application's default authentication scheme signed in, marked by the claim
    /// <c>quantum</c> = <c>false</c>. Roles and claims of the profile are demanded all the same.
    /// </summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="until">When the waiver is over: at most <see cref="QuantumWaiver.MaxLength"/> ahead. Over at start, the application does not start.</param>
    /// <param name="reason">Why it is needed, for logs and the health check.</param>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static TBuilder AllowClassical<TBuilder>(this TBuilder builder, DateTimeOffset until, string reason)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new QuantumWaiver(until, reason));
}
