using System.Security.Claims;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Identities;

/// <summary>A key that may sign in, and whom it stands for.</summary>
/// <remarks>Immutable. Safe to share between threads.</remarks>
public sealed record QuantumIdentity
{
    /// <summary>The key that the caller proves possession of.</summary>
    public required VerifyingKey Key { get; init; }

    /// <summary>The key of the second, classical signature that a hybrid profile demands; null where the identity has none.</summary>
    public ClassicalVerifyingKey? ClassicalKey { get; init; }

    /// <summary>Whom the key stands for: the name of the signed-in principal.</summary>
    public required string Subject { get; init; }

    /// <summary>Claims of the principal besides its name, roles (<see cref="ClaimTypes.Role"/>) among them.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>From when the key may sign in.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Until when the key may sign in.</summary>
    public DateTimeOffset NotAfter { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether the key has been revoked: from then on it signs nothing in, open channels included.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>The key's name.</summary>
    public KeyThumbprint KeyId => Key.Thumbprint;

    /// <summary>Whether the key may sign in at this time.</summary>
    public bool IsValidAt(DateTimeOffset time) => !IsRevoked && NotBefore <= time && time < NotAfter;
}
