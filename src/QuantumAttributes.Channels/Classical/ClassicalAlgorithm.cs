using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Classical;

/// <summary>
/// A classical signature algorithm that may stand beside a post-quantum one: those that are registered for HTTP message signatures
/// (RFC 9421 §6.2.2), for JOSE (RFC 7518 §3.1), and that .NET has.
/// </summary>
/// <param name="HttpSignatureName">The name in HTTP message signatures.</param>
/// <param name="JoseName">The name in JOSE.</param>
/// <param name="CurveName">The curve's name in JOSE.</param>
/// <param name="Curve">The curve.</param>
/// <param name="FieldSize">The size of a coordinate, of r and of s, in bytes.</param>
/// <param name="Hash">The hash.</param>
internal sealed record ClassicalAlgorithm(
    string HttpSignatureName, string JoseName, string CurveName, ECCurve Curve, int FieldSize, HashAlgorithmName Hash)
{
    public static IReadOnlyList<ClassicalAlgorithm> All { get; } =
    [
        new("ecdsa-p256-sha256", "ES256", "P-256", ECCurve.NamedCurves.nistP256, 32, HashAlgorithmName.SHA256),
        new("ecdsa-p384-sha384", "ES384", "P-384", ECCurve.NamedCurves.nistP384, 48, HashAlgorithmName.SHA384),
    ];

    /// <summary>The size of a signature, r | s, in bytes.</summary>
    public int SignatureSize => 2 * FieldSize;

    /// <summary>The algorithm of keys on a curve, or null where there is none.</summary>
    public static ClassicalAlgorithm? Of(ECCurve curve) => All.FirstOrDefault(algorithm => curve.IsNamed && IsSame(algorithm.Curve.Oid, curve.Oid));

    // Windows names a curve by its name, the others by its number.
    private static bool IsSame(Oid known, Oid other) =>
        other.Value is { } value ? value == known.Value : string.Equals(other.FriendlyName, known.FriendlyName, StringComparison.OrdinalIgnoreCase);
}
