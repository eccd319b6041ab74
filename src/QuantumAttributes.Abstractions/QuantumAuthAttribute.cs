using Microsoft.AspNetCore.Authorization;

namespace QuantumAttributes;

/// <summary>
/// Demands that the caller prove who they are with post-quantum cryptography, as the named profile says.
/// </summary>
/// <remarks>
/// <para>
/// The attribute is an <see cref="AuthorizeAttribute"/> with the policy <c>quantum:&lt;profile&gt;</c>, so that ASP.NET Core itself
/// refuses when anything is missing. Attributes add up: an inner one cannot relax what its group demands.
/// </para>
/// <para>Instances are immutable in what they demand and safe to share between threads.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = true)]
public sealed class QuantumAuthAttribute : AuthorizeAttribute, IQuantumAuthMetadata
{
    /// <summary>What the name of a quantum profile is prefixed with to give the name of its authorization policy.</summary>
    public const string PolicyPrefix = "quantum:";

    /// <summary>The profile that <c>[QuantumAuth]</c> without a name demands: any mechanism, NIST category 3.</summary>
    public const string DefaultProfile = "default";

    /// <summary>Demands the <see cref="DefaultProfile"/>.</summary>
    public QuantumAuthAttribute() : this(DefaultProfile)
    {
    }

    /// <summary>Demands the profile called <paramref name="profile"/>, as <c>AddProfile</c> registered it.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public QuantumAuthAttribute(string profile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(profile);
        Profile = profile;
        Policy = PolicyPrefix + profile;
    }

    /// <inheritdoc/>
    public string Profile { get; }
}
