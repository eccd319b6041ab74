namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>Names of the authentication scheme.</summary>
public static class QuantumAuthenticationDefaults
{
    /// <summary>The scheme, and the authentication type of its identities.</summary>
    public const string Scheme = "Quantum";
}
