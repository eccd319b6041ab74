using System.Net;

namespace QuantumAttributes.Client.Authentication;

/// <summary>A server's 401: <c>WWW-Authenticate: Quantum algs="…", mechanisms="channel session signature"</c> (protocol.md §6).</summary>
internal static class SignInChallenge
{
    /// <summary>Whether an answer is a 401 that names a mechanism.</summary>
    public static bool Names(HttpResponseMessage response, string mechanism) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        && response.Headers.WwwAuthenticate.Any(challenge =>
            challenge.Scheme == "Quantum" && challenge.Parameter is { } parameter && Mechanisms(parameter).Contains(mechanism));

    private static string[] Mechanisms(string parameter)
    {
        const string Start = "mechanisms=\"";
        int start = parameter.IndexOf(Start, StringComparison.Ordinal);
        int end = start < 0 ? -1 : parameter.IndexOf('"', start + Start.Length);
        return end < 0 ? [] : parameter[(start + Start.Length)..end].Split(' ');
    }
}
