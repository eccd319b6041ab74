using System.Security.Claims;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>Says what a profile demands. Without a word: any mechanism, NIST category 3.</summary>
public sealed class QuantumProfileBuilder
{
    internal const int DefaultCategory = 3;

    private readonly string _name;
    private readonly List<(string, IReadOnlyList<string>)> _claims = [];
    private QuantumMechanism _mechanisms = QuantumMechanism.Channel | QuantumMechanism.Session | QuantumMechanism.Signature;
    private int _category = DefaultCategory;
    private string[]? _algorithms;
    private bool _hybrid;
    private TimeSpan? _freshness;

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

    /// <summary>
    /// Demands a key of one of these algorithms, which must have the profile's category as well. A name that is none stops the application
    /// at start.
    /// </summary>
    /// <param name="algorithms">Names from <see cref="SignatureAlgorithmName"/>.</param>
    /// <exception cref="ArgumentException">None is named.</exception>
    public QuantumProfileBuilder RequireAlgorithm(params string[] algorithms)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        if (algorithms.Length == 0)
            throw new ArgumentException("Name an algorithm at least.", nameof(algorithms));
        _algorithms = [.. algorithms];
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

    /// <summary>
    /// Demands that each request be signed twice, with the caller's post-quantum key and with the classical one of the same identity: it
    /// stays safe where either of the two is broken. Implies the mechanism <see cref="QuantumMechanism.Signature"/>.
    /// </summary>
    public QuantumProfileBuilder RequireHybrid()
    {
        _hybrid = true;
        return this;
    }

    /// <summary>
    /// Demands that the caller has used the key within this time: for the handshake of a channel or session, or to sign this request.
    /// Whoever has not is asked to sign in anew.
    /// </summary>
    /// <param name="age">The time, of which whole seconds count: at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than a second.</exception>
    public QuantumProfileBuilder RequireFreshSignIn(TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.FromSeconds(1));
        _freshness = age;
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

    internal QuantumProfile Build()
    {
        var problems = new List<string>();
        QuantumMechanism mechanisms = _hybrid && _mechanisms.HasFlag(QuantumMechanism.Signature) ? QuantumMechanism.Signature : _mechanisms;
        if (_hybrid && mechanisms != QuantumMechanism.Signature)
        {
            problems.Add(
                $"The profile '{_name}' is hybrid, which only signed requests can be, and demands {mechanisms}. "
                + "Leave RequireMechanism out, or name Signature in it.");
        }

        var profile = new QuantumProfile(_name, mechanisms, _category, [.. _claims])
        {
            Algorithms = ParseAlgorithms(problems),
            IsHybrid = _hybrid,
            Freshness = _freshness,
        };
        if (problems.Count == 0 && !SignatureAlgorithm.All.Any(algorithm => profile.Accepts(algorithm) && CanBeUsed(algorithm, mechanisms)))
        {
            problems.Add(
                $"No key can satisfy the profile '{_name}': none of its algorithms has NIST category {_category} and can be used for "
                + $"{mechanisms}. Change RequireAlgorithm, RequireCategory or RequireMechanism.");
        }

        return profile with { Problems = problems };
    }

    // Any key signs a handshake, but only some have a name in message signatures.
    private static bool CanBeUsed(SignatureAlgorithm algorithm, QuantumMechanism mechanisms) =>
        mechanisms != QuantumMechanism.Signature || algorithm.HttpSignatureName is not null;

    private List<SignatureAlgorithm>? ParseAlgorithms(List<string> problems)
    {
        if (_algorithms is null)
            return null;
        var algorithms = new List<SignatureAlgorithm>();
        foreach (string name in _algorithms)
        {
            if (SignatureAlgorithm.TryParse(name, out SignatureAlgorithm? algorithm))
                algorithms.Add(algorithm);
            else
                problems.Add($"The profile '{_name}' demands '{name}', which is no signature algorithm. Use the names of SignatureAlgorithmName.");
        }

        return algorithms;
    }
}
