using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// Shamir's secret sharing (How to share a secret, CACM 22 (1979) 11) of a 32-byte secret: any <c>threshold</c> of its shares
/// make it, and fewer say nothing about it but its id. Each byte is the value at 0 of a polynomial of its own over GF(2^8), of
/// degree <c>threshold</c> - 1, and a share holds their values at its number: the construction of HashiCorp Vault and of npm's
/// <c>shamir-secret-sharing</c>. Unaudited.
/// </summary>
/// <remarks>
/// <para>Safe to use from several threads. Constant-time in the secret and in the shares; numbers and thresholds are not
/// secret.</para>
/// <para>Recovery reassembles the secret in one process's memory: whoever controls that process at that time has all of it. This
/// is no threshold cryptography, in which the secret never comes together.</para>
/// <para>A share carries the secret's id, HKDF-Expand(secret, "qa1 kek id", 8) with SHA-256, by which a recovered secret is
/// checked: shares that are forged or of another split are noticed, but not which one it is. Of a random secret the id reveals
/// nothing that could be used: 2^192 secrets have the same one.</para>
/// </remarks>
public static class SecretSharing
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretSize = SecretDerivation.SecretSize;

    /// <summary>The least threshold: one share alone would be the secret itself.</summary>
    public const int MinThreshold = 2;

    /// <summary>The most shares: the elements of the field but zero.</summary>
    public const int MaxShares = 255;

    /// <summary>Splits a secret into shares.</summary>
    /// <param name="secret">Exactly <see cref="SecretSize"/> uniformly random bytes.</param>
    /// <param name="threshold">How many shares are needed: from <see cref="MinThreshold"/> to <paramref name="shares"/>.</param>
    /// <param name="shares">How many shares there are: at most <see cref="MaxShares"/>. They have the numbers 1, 2, and so
    /// on.</param>
    /// <param name="random">Makes the polynomials: <see cref="SecretSize"/> bytes for each share of the threshold but
    /// one.</param>
    /// <returns>The shares, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The secret has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not 2 &lt;= threshold &lt;= shares &lt;= 255.</exception>
    public static KeyShare[] Split(ReadOnlySpan<byte> secret, int threshold, int shares, RandomNumberGenerator random)
    {
        RequireSize(secret);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shares, MaxShares);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, MinThreshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, shares);
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> setId = stackalloc byte[SecretDerivation.IdSize];
        SecretDerivation.DeriveId(secret, setId);

        // The highest coefficient may be zero: were it never, threshold - 1 shares would rule out one value of each byte.
        using SecretBytes coefficients = new((threshold - 1) * SecretSize);
        random.GetBytes(coefficients.Span);
        var result = new KeyShare[shares];
        for (int i = 0; i < shares; i++)
        {
            var number = (byte)(i + 1);
            SecretBytes y = new(SecretSize);
            Evaluate(secret, coefficients.Span, number, y.Span);
            result[i] = new KeyShare(setId, threshold, number, y);
        }

        return result;
    }

    /// <summary>Puts a secret together again, in this process's memory.</summary>
    /// <param name="shares">At least as many as their threshold says. All of them must fit, also those beyond the
    /// threshold.</param>
    /// <param name="secret">Receives exactly <see cref="SecretSize"/> bytes; zeroed where this fails.</param>
    /// <exception cref="KeyProtectionException">They are too few, of different sets, given twice, or do not make their set's
    /// secret.</exception>
    /// <exception cref="ArgumentException"><paramref name="secret"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">A share is disposed.</exception>
    public static void Combine(IEnumerable<KeyShare> shares, Span<byte> secret)
    {
        RequireSize(secret);
        ArgumentNullException.ThrowIfNull(shares);
        secret.Clear();
        List<KeyShare> set = RequireOneSet(shares);
        using SecretBytes sum = new(SecretSize);
        foreach (KeyShare share in set)
        {
            byte weight = WeightAtZero(share, set);
            using SecretBytes y = share.CopyY();
            for (int i = 0; i < SecretSize; i++)
                sum.Span[i] ^= Gf256.Multiply(y.Span[i], weight);
        }

        if (!set[0].BelongsTo(sum.Span))
        {
            throw new KeyProtectionException(
                $"These shares do not make the secret of set {set[0].SetId}: one is forged, or they come from several splits of it.");
        }

        sum.Span.CopyTo(secret);
    }

    // Horner's rule for all bytes at once: y = (((a_t-1 x + a_t-2) x + ...) x + a_1) x + secret.
    private static void Evaluate(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> coefficients, byte x, Span<byte> y)
    {
        for (int row = coefficients.Length - SecretSize; row >= 0; row -= SecretSize)
            MultiplyAdd(y, x, coefficients.Slice(row, SecretSize));
        MultiplyAdd(y, x, secret);
    }

    private static void MultiplyAdd(Span<byte> y, byte x, ReadOnlySpan<byte> addend)
    {
        for (int i = 0; i < SecretSize; i++)
            y[i] = (byte)(Gf256.Multiply(y[i], x) ^ addend[i]);
    }

    // Lagrange's basis polynomial of this share at 0: the product of x_j / (x_j - x_i), where minus is plus.
    private static byte WeightAtZero(KeyShare share, List<KeyShare> set)
    {
        byte numerator = 1, denominator = 1;
        foreach (KeyShare other in set)
        {
            if (other.Number == share.Number)
                continue;
            numerator = Gf256.Multiply(numerator, other.Number);
            denominator = Gf256.Multiply(denominator, (byte)(other.Number ^ share.Number));
        }

        return Gf256.Multiply(numerator, Gf256.Invert(denominator));
    }

    private static List<KeyShare> RequireOneSet(IEnumerable<KeyShare> shares)
    {
        List<KeyShare> set = [];
        var seen = new bool[MaxShares + 1];
        foreach (KeyShare share in shares)
        {
            ArgumentNullException.ThrowIfNull(share, nameof(shares));
            if (set.Count > 0 && !share.IsOfSameSet(set[0]))
                throw new KeyProtectionException($"These shares are of different sets: {set[0]}; and {share}.");
            if (seen[share.Number])
                throw new KeyProtectionException($"Share {share.Number} of set {share.SetId} is given twice.");
            seen[share.Number] = true;
            set.Add(share);
        }

        if (set.Count == 0)
            throw new KeyProtectionException("There are no shares.");
        if (set.Count < set[0].Threshold)
            throw new KeyProtectionException($"{set.Count} of {set[0].Threshold} shares of set {set[0].SetId} are there: too few.");
        return set;
    }

    private static void RequireSize(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretSize)
            throw new ArgumentException($"A secret has {SecretSize} bytes.", nameof(secret));
    }
}
