using System.Collections.Frozen;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The providers in use, in order of preference, with the random number generator they share. For each algorithm the first
/// provider
/// that offers it is chosen when the set is made; nothing that happens later changes the choice.
/// </summary>
/// <remarks>Immutable and safe to use from many threads.</remarks>
public sealed class ProviderSet
{
    private readonly FrozenDictionary<KemAlgorithm, (IKem Kem, string Provider)> _kems;
    private readonly FrozenDictionary<SignatureAlgorithm, (ISignatureScheme Scheme, string Provider)> _signatures;

    /// <summary>A set of exactly these providers, in this order.</summary>
    /// <param name="random">
    /// Where seeds of generated keys come from; must be safe to use from many threads, as
    /// <see cref="RandomNumberGenerator.Create()"/>'s is.
    /// </param>
    /// <param name="providers">The providers, the preferred one first.</param>
    /// <exception cref="ArgumentException">There is no provider.</exception>
    public ProviderSet(RandomNumberGenerator random, params IEnumerable<ICryptographyProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(providers);
        Random = random;
        Providers = [.. providers];
        if (Providers.Count == 0)
            throw new ArgumentException("A provider set needs at least one provider.", nameof(providers));

        _kems = Resolve(KemAlgorithm.All, static (provider, algorithm) => provider.FindKem(algorithm));
        _signatures = Resolve(SignatureAlgorithm.All, static (provider, algorithm) => provider.FindSignature(algorithm));
    }

    /// <summary>
    /// The set that is used where none is named: <see cref="ProviderPreference.Fastest"/>, the system's randomness.
    /// </summary>
    public static ProviderSet Default { get; } = Create(ProviderPreference.Fastest);

    /// <summary>The generator that seeds of generated keys are drawn from.</summary>
    public RandomNumberGenerator Random { get; }

    /// <summary>The providers, the preferred one first.</summary>
    public IReadOnlyList<ICryptographyProvider> Providers { get; }

    /// <summary>Makes the set that a preference describes.</summary>
    /// <param name="preference">Which providers, in which order.</param>
    /// <param name="random">
    /// The randomness for seeds, and for BouncyCastle's encapsulation and signing; the system's when null. Safe to use from many
    /// threads.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The preference is not one of the enumeration's.</exception>
    public static ProviderSet Create(ProviderPreference preference, RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        return preference switch
        {
            ProviderPreference.Fastest or ProviderPreference.PlatformFirst =>
                new ProviderSet(random, new PlatformProvider(random, allowBouncyCastleX25519: true), new BouncyCastleProvider(random)),
            ProviderPreference.PlatformOnly => new ProviderSet(random, new PlatformProvider(random)),
            _ => throw new ArgumentOutOfRangeException(nameof(preference), preference, "Unknown provider preference."),
        };
    }

    /// <summary>The implementation chosen for a key encapsulation mechanism, or null when no provider offers it.</summary>
    public IKem? Find(KemAlgorithm algorithm) => _kems.GetValueOrDefault(NotNull(algorithm)).Kem;

    /// <summary>The implementation chosen for a signature algorithm, or null when no provider offers it.</summary>
    public ISignatureScheme? Find(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(NotNull(algorithm)).Scheme;

    /// <summary>Whether a provider offers the key encapsulation mechanism.</summary>
    public bool Supports(KemAlgorithm algorithm) => Find(algorithm) is not null;

    /// <summary>Whether a provider offers the signature algorithm.</summary>
    public bool Supports(SignatureAlgorithm algorithm) => Find(algorithm) is not null;

    /// <summary>The implementation chosen for a key encapsulation mechanism.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public IKem Get(KemAlgorithm algorithm) =>
        Find(algorithm) ?? throw AlgorithmNotSupportedException.For(algorithm.Name, Providers);

    /// <summary>The implementation chosen for a signature algorithm.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public ISignatureScheme Get(SignatureAlgorithm algorithm) =>
        Find(algorithm) ?? throw AlgorithmNotSupportedException.For(algorithm.Name, Providers);

    /// <summary>The name of the provider chosen for a key encapsulation mechanism, for status reports.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public string ProviderNameOf(KemAlgorithm algorithm) =>
        _kems.GetValueOrDefault(NotNull(algorithm)).Provider
        ?? throw AlgorithmNotSupportedException.For(algorithm.Name, Providers);

    /// <summary>The name of the provider chosen for a signature algorithm, for status reports.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public string ProviderNameOf(SignatureAlgorithm algorithm) =>
        _signatures.GetValueOrDefault(NotNull(algorithm)).Provider
        ?? throw AlgorithmNotSupportedException.For(algorithm.Name, Providers);

    private static TAlgorithm NotNull<TAlgorithm>(TAlgorithm algorithm)
        where TAlgorithm : class
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm;
    }

    private FrozenDictionary<TAlgorithm, (TImplementation, string)> Resolve<TAlgorithm, TImplementation>(
        IReadOnlyList<TAlgorithm> algorithms,
        Func<ICryptographyProvider, TAlgorithm, TImplementation?> find)
        where TAlgorithm : class
        where TImplementation : class
    {
        Dictionary<TAlgorithm, (TImplementation, string)> chosen = [];
        foreach (TAlgorithm algorithm in algorithms)
        {
            foreach (ICryptographyProvider provider in Providers)
            {
                if (find(provider, algorithm) is { } implementation)
                {
                    chosen.Add(algorithm, (implementation, provider.Name));
                    break;
                }
            }
        }

        return chosen.ToFrozenDictionary();
    }
}
