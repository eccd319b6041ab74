using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>
/// The <c>Quantum-Policy</c> field of answers in a channel (protocol.md §7), where it is sealed: from then on the client takes no answer of
/// this origin outside one.
/// </summary>
internal static class QuantumPolicyHeader
{
    public static void AddWhenStarting(HttpContext context, string value) => context.Response.OnStarting(() =>
    {
        context.Response.Headers[PolicyField.Name] = value;
        return Task.CompletedTask;
    });
}
