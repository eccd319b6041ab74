using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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
    private readonly FrozenDictionary<CryptographicAlgorithm, Choice> _choices;

    /// <summary>A set of exactly these providers, in this order.</summary>
    /// <param name="random">
    /// Where seeds of generated keys come from; must be safe to use from many threads, as
    /// <see cref="RandomNumberGenerator.Create()"/>'s is.
    /// </param>
    /// <param name="providers">The providers, the preferred one first.</param>
    /// <exception cref="ArgumentException">There is no provider.</exception>
    public ProviderSet(RandomNumberGenerator random, params IEnumerable<ICryptographyProvider> providers)
        : this(random, [.. NotNull(providers)], static (_, inOrder) => inOrder, symmetric: null)
    {
    }

    private ProviderSet(
        RandomNumberGenerator random,
        IReadOnlyList<ICryptographyProvider> providers,
        Func<CryptographicAlgorithm, IReadOnlyList<ICryptographyProvider>, IEnumerable<ICryptographyProvider>> order,
        SymmetricCryptography? symmetric)
    {
        if (providers.Count == 0)
            throw new ArgumentException("A provider set needs at least one provider.", nameof(providers));

        Random = NotNull(random);
        Providers = providers;
        Dictionary<CryptographicAlgorithm, Choice> choices = [];
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All)
        {
            if (Choice.Among(order(algorithm, providers), algorithm) is { } choice)
                choices.Add(algorithm, choice);
        }

        _choices = choices.ToFrozenDictionary();
        Symmetric = symmetric ?? SymmetricCryptography.Of(providers[0]);
    }

    /// <summary>
    /// The set that is used where none is named: <see cref="ProviderPreference.Fastest"/>, the system's randomness.
    /// </summary>
    public static ProviderSet Default { get; } = Create(ProviderPreference.Fastest);

    /// <summary>The generator that seeds of generated keys are drawn from.</summary>
    public RandomNumberGenerator Random { get; }

    /// <summary>The providers, the preferred one first.</summary>
    public IReadOnlyList<ICryptographyProvider> Providers { get; }

    /// <summary>The symmetric cryptography that goes with the preferred provider.</summary>
    internal SymmetricCryptography Symmetric { get; }

    /// <summary>Makes the set that a preference describes.</summary>
    /// <param name="preference">Which providers, in which order.</param>
    /// <param name="random">
    /// The randomness for seeds, and for Vector's and BouncyCastle's encapsulation and signing; the system's when null. Safe to use from many
    /// threads.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The preference is not one of the enumeration's.</exception>
    public static ProviderSet Create(ProviderPreference preference, RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        return preference switch
        {
            ProviderPreference.Fastest => new ProviderSet(random, All(random), FastestFirst, symmetric: null),
            ProviderPreference.PlatformFirst => new ProviderSet(random, All(random), PlatformFirst, SymmetricCryptography.Platform),
            ProviderPreference.PlatformOnly => new ProviderSet(random, new PlatformProvider(random)),
            _ => throw new ArgumentOutOfRangeException(nameof(preference), preference, "Unknown provider preference."),
        };
    }

    /// <summary>The implementation chosen for a key encapsulation mechanism, or null when no provider offers it.</summary>
    public IKem? Find(KemAlgorithm algorithm) => FindChoice(algorithm)?.Implementation as IKem;

    /// <summary>The implementation chosen for a signature algorithm, or null when no provider offers it.</summary>
    public ISignatureScheme? Find(SignatureAlgorithm algorithm) => FindChoice(algorithm)?.Implementation as ISignatureScheme;

    /// <summary>The implementation chosen for a key encapsulation mechanism.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public IKem Get(KemAlgorithm algorithm) => Find(algorithm) ?? throw AlgorithmNotSupportedException.For(algorithm, Providers);

    /// <summary>The implementation chosen for a signature algorithm.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public ISignatureScheme Get(SignatureAlgorithm algorithm) =>
        Find(algorithm) ?? throw AlgorithmNotSupportedException.For(algorithm, Providers);

    /// <summary>Whether a provider offers the algorithm.</summary>
    public bool Supports(CryptographicAlgorithm algorithm) => FindChoice(algorithm) is not null;

    /// <summary>The name of the provider chosen for an algorithm, for status reports.</summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers it.</exception>
    public string ProviderNameOf(CryptographicAlgorithm algorithm) =>
        FindChoice(algorithm)?.Providers[0] ?? throw AlgorithmNotSupportedException.For(algorithm, Providers);

    /// <summary>The names of the providers that offer an algorithm on this machine, the chosen one first; empty where none does.</summary>
    public IReadOnlyList<string> ProviderNamesOf(CryptographicAlgorithm algorithm) => FindChoice(algorithm)?.Providers ?? [];

    /// <summary>
    /// Says which provider was chosen for each of these algorithms, for logs and status reports: <c>X-Wing by Platform, ML-DSA-65 by
    /// BouncyCastle</c>.
    /// </summary>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers one.</exception>
    public string Describe(params IEnumerable<CryptographicAlgorithm> algorithms) =>
        string.Join(", ", algorithms.Select(algorithm => $"{algorithm} by {ProviderNameOf(algorithm)}"));

    /// <summary>
    /// Holds the implementation chosen for each of these algorithms to a known answer, and the symmetric cryptography around them. To be called
    /// once at start, before the implementations are used; an algorithm whose test fails must not be.
    /// </summary>
    /// <exception cref="CryptographicException">One fails. The message names the algorithm and the provider.</exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers one.</exception>
    public void RunSelfTest(params IEnumerable<CryptographicAlgorithm> algorithms)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        SymmetricSelfTest.Run(Symmetric);
        foreach (CryptographicAlgorithm algorithm in algorithms.Distinct())
        {
            string provider = ProviderNameOf(algorithm);
            try
            {
                SelfTest.Run(algorithm, KnownAnswer.For(algorithm), this);
            }
            catch (Exception e)
            {
                // Whatever a broken implementation throws, such as a missing method: it is one that must not be used.
                throw new CryptographicException($"The self-test of {algorithm} by {provider} failed: {e.Message}", e);
            }
        }
    }

    private static ICryptographyProvider[] All(RandomNumberGenerator random) =>
    [
        new VectorProvider(random),
        new PlatformProvider(random, allowBouncyCastle: true),
        new BouncyCastleProvider(random),
    ];

    // Vector comes first in any case. OpenSSL's ML-KEM and SLH-DSA are faster than BouncyCastle's, its ML-DSA signing is slower:
    // docs/cryptography.md has the figures.
    private static IEnumerable<ICryptographyProvider> FastestFirst(
        CryptographicAlgorithm algorithm, IReadOnlyList<ICryptographyProvider> providers) =>
        algorithm.Family is "ML-DSA" or "Composite ML-DSA"
            ? providers.OrderBy(static p => p is PlatformProvider)
            : providers;

    private static IEnumerable<ICryptographyProvider> PlatformFirst(
        CryptographicAlgorithm algorithm, IReadOnlyList<ICryptographyProvider> providers) =>
        providers.OrderByDescending(static p => p is PlatformProvider);

    private static T NotNull<T>([NotNull] T? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(argument, name);
        return argument;
    }

    private Choice? FindChoice(CryptographicAlgorithm algorithm) => _choices.GetValueOrDefault(NotNull(algorithm));

    /// <summary>The implementation of the first provider that offers an algorithm, and the names of all that do.</summary>
    private sealed record Choice(object Implementation, IReadOnlyList<string> Providers)
    {
        public static Choice? Among(IEnumerable<ICryptographyProvider> providers, CryptographicAlgorithm algorithm)
        {
            object? chosen = null;
            List<string> names = [];
            foreach (ICryptographyProvider provider in providers)
            {
                if (FindIn(provider, algorithm) is { } implementation)
                {
                    chosen ??= implementation;
                    names.Add(provider.Name);
                }
            }

            return chosen is null ? null : new Choice(chosen, names);
        }

        private static object? FindIn(ICryptographyProvider provider, CryptographicAlgorithm algorithm) => algorithm switch
        {
            KemAlgorithm kem => provider.FindKem(kem),
            SignatureAlgorithm signature => provider.FindSignature(signature),
            _ => null,
        };
    }
}
