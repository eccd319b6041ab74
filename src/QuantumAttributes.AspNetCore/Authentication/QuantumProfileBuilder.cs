using System.Security.Claims;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>Says what a profile demands. Without a word: any mechanism, NIST category 3.</summary>
public sealed class QuantumProfileBuilder
{
    internal const int DefaultCategory = 3;

    private readonly string _name;
    private readonly List<(string, IReadOnlyList<string>)> _claims = [];
    private QuantumMechanism _mechanisms = QuantumMechanism.Channel | QuantumMechanism.Session | QuantumMechanism.Signature;
    private int _category = DefaultCategory;

    internal QuantumProfileBuilder(string name) => _name = name;

    /// <summary>Demands a key of this NIST category (1 to 5) or a higher one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such category.</exception>
    public QuantumProfileBuilder RequireCategory(int category)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(category, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(category, 5);
        _category = category;
        return this;
    }

    /// <summary>Demands one of these mechanisms; combine them with <c>|</c> where several will do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None is named.</exception>
    public QuantumProfileBuilder RequireMechanism(QuantumMechanism mechanisms)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(mechanisms, QuantumMechanism.None);
        _mechanisms = mechanisms;
        return this;
    }

    /// <summary>Demands one of these roles.</summary>
    public QuantumProfileBuilder RequireRole(params string[] roles) => RequireClaim(ClaimTypes.Role, roles);

    /// <summary>Demands a claim of this type, with one of these values; without values, with any.</summary>
    public QuantumProfileBuilder RequireClaim(string type, params string[] values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        _claims.Add((type, [.. values]));
        return this;
    }

    internal QuantumProfile Build() => new(_name, _mechanisms, _category, [.. _claims]);
}
