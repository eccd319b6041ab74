using System.Security.Claims;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>The key with which whoever sent a request has signed in.</summary>
internal static class CallerKey
{
    /// <summary>Finds it; null where nobody signed in with one.</summary>
    public static KeyThumbprint? Find(ClaimsPrincipal user) => user.Identities.Select(Find).FirstOrDefault(keyId => keyId is not null);

    /// <inheritdoc cref="Find(ClaimsPrincipal)"/>
    public static KeyThumbprint? Find(ClaimsIdentity identity) =>
        identity.AuthenticationType == QuantumAuthenticationDefaults.Scheme
        && KeyThumbprint.TryParse(identity.FindFirst(QuantumClaims.KeyId)?.Value ?? "", out KeyThumbprint keyId) ? keyId : null;
}
