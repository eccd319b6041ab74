using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// Whose the connection tokens are that stand in the URLs of polls and posts. SignalR takes one at the path of any hub, from anybody; here it is of
/// use at the hub, and to the key, that it was first used with. Safe to use from several threads.
/// </summary>
internal sealed class HubTokens
{
    private readonly ConcurrentDictionary<string, Owner> _owners = new(StringComparer.Ordinal);

    /// <summary>Says whose the token of a request is, until disposed; null where the request has none.</summary>
    public IDisposable? Register(HttpRequest request, Type hubType, KeyThumbprint? keyId) =>
        TokenOf(request) is { Length: > 0 } token ? new Registration(this, token, new Owner(hubType, keyId)) : null;

    /// <summary>Whether the token of a request, if it has one, is of another hub.</summary>
    public bool IsOfAnother(HttpRequest request, Type hubType) =>
        TokenOf(request) is { Length: > 0 } token && _owners.TryGetValue(token, out Owner? owner) && owner.HubType != hubType;

    /// <summary>Whether the token of a request, if it has one, is of another key.</summary>
    public bool IsOfAnother(HttpRequest request, KeyThumbprint? keyId) =>
        TokenOf(request) is { Length: > 0 } token && _owners.TryGetValue(token, out Owner? owner) && owner.KeyId != keyId;

    private static string? TokenOf(HttpRequest request) => request.Query["id"];

    private sealed record Owner(Type HubType, KeyThumbprint? KeyId);

    private sealed class Registration : IDisposable
    {
        private readonly HubTokens _tokens;
        private readonly KeyValuePair<string, Owner> _entry;

        public Registration(HubTokens tokens, string token, Owner owner)
        {
            _tokens = tokens;
            _entry = new(token, owner);
            tokens._owners.TryAdd(token, owner);
        }

        public void Dispose() => _tokens._owners.TryRemove(_entry);
    }
}
