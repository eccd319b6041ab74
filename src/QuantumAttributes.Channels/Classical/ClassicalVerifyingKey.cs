using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Classical;

/// <summary>
/// The classical half of a hybrid identity: an ECDSA key on P-256 or P-384, whose signature a hybrid profile demands beside the
/// post-quantum one. It never stands alone, and so is none of the catalogue's keys.
/// </summary>
/// <remarks>
/// Safe to use from several threads at once; disposal takes nothing away from a verification that is under way.
/// </remarks>
public sealed class ClassicalVerifyingKey : IDisposable
{
    private readonly ClassicalAlgorithm _algorithm;
    private readonly ECParameters _parameters;

    // An ECDsa is for one thread at a time: whoever verifies takes one out and puts it back.
    private readonly ConcurrentBag<ECDsa> _idle = [];
    private volatile bool _disposed;

    private ClassicalVerifyingKey(ClassicalAlgorithm algorithm, ECPoint point)
    {
        _algorithm = algorithm;
        _parameters = new ECParameters { Curve = algorithm.Curve, Q = point };
        _idle.Add(ECDsa.Create(_parameters)); // checks that the point is on the curve (SEC 1 §3.2.2.1)
        Thumbprint = ComputeThumbprint();
    }

    /// <summary>The names of the algorithms in HTTP message signatures (RFC 9421 §6.2.2).</summary>
    public static IReadOnlyList<string> AlgorithmNames { get; } = [.. ClassicalAlgorithm.All.Select(algorithm => algorithm.HttpSignatureName)];

    /// <summary>The algorithm's name in HTTP message signatures: <c>ecdsa-p256-sha256</c> or <c>ecdsa-p384-sha384</c>.</summary>
    public string AlgorithmName => _algorithm.HttpSignatureName;

    /// <summary>The SHA-256 thumbprint of the key's JSON Web Key (RFC 7638 §3).</summary>
    public KeyThumbprint Thumbprint { get; }

    /// <summary>The public half of a key; a copy, so that the key stays the caller's.</summary>
    /// <exception cref="ArgumentException">The key is on another curve than P-256 and P-384.</exception>
    public static ClassicalVerifyingKey From(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        ClassicalAlgorithm algorithm = ClassicalAlgorithm.Of(parameters.Curve)
            ?? throw new ArgumentException("A classical key is an ECDSA key on P-256 or P-384.", nameof(key));
        return new ClassicalVerifyingKey(algorithm, parameters.Q);
    }

    /// <summary>
    /// Imports a public JSON Web Key of type EC (RFC 7517, RFC 7518 §6.2.1) on P-256 or P-384. Members it does not know are passed over.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// It is no such key: a member is missing, malformed or there twice, <c>alg</c> is another algorithm's, the key is private
    /// (<c>d</c>), or its point is not on the curve.
    /// </exception>
    public static ClassicalVerifyingKey FromJwk(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object)
            throw new CryptographicException("A classical key is a JSON object.");
        try
        {
            return Read(jwk);
        }
        catch (InvalidOperationException e)
        {
            // What System.Text.Json says of an escaped lone surrogate.
            throw new CryptographicException("The classical key has text that is not Unicode.", e);
        }
    }

    /// <summary>Whether a signature, r | s in 64 or 96 bytes, is this key's over the data (RFC 9421 §3.3.4, §3.3.5).</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (signature.Length != _algorithm.SignatureSize)
            return false;
        ECDsa ecdsa = _idle.TryTake(out ECDsa? idle) ? idle : ECDsa.Create(_parameters);
        try
        {
            return ecdsa.VerifyData(data, signature, _algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _idle.Add(ecdsa);
            if (_disposed)
                Dispose();
        }
    }

    /// <summary>Writes the key as a public JSON Web Key: one object, with the members kty, crv, x and y.</summary>
    public void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("kty", "EC");
        writer.WriteString("crv", _algorithm.CurveName);
        writer.WriteString("x", Base64Url.EncodeToString(_parameters.Q.X));
        writer.WriteString("y", Base64Url.EncodeToString(_parameters.Q.Y));
        writer.WriteEndObject();
    }

    /// <summary>The algorithm's name and the key's thumbprint, which are public.</summary>
    public override string ToString() => $"{AlgorithmName} verifying key {Thumbprint}";

    /// <summary>Lets go of the key's handles.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out ECDsa? ecdsa))
            ecdsa.Dispose();
    }

    private static ClassicalVerifyingKey Read(JsonElement jwk)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (jwk.EnumerateObject().Any(member => !seen.Add(member.Name)))
            throw new CryptographicException("The classical key has a member twice.");
        if (seen.Contains("d"))
            throw new CryptographicException("The classical key holds a private key where a public one belongs.");
        if (Text(jwk, "kty") != "EC")
            throw new CryptographicException("The classical key is not of type EC.");
        string curve = Text(jwk, "crv");
        ClassicalAlgorithm algorithm = ClassicalAlgorithm.All.FirstOrDefault(algorithm => algorithm.CurveName == curve)
            ?? throw new CryptographicException("The classical key is on another curve than P-256 and P-384.");
        if (seen.Contains("alg") && Text(jwk, "alg") != algorithm.JoseName)
            throw new CryptographicException($"The classical key on {curve} is of another algorithm than {algorithm.JoseName}.");
        return new ClassicalVerifyingKey(
            algorithm, new ECPoint { X = Coordinate(jwk, "x", algorithm.FieldSize), Y = Coordinate(jwk, "y", algorithm.FieldSize) });
    }

    private static string Text(JsonElement jwk, string member) =>
        jwk.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new CryptographicException($"The classical key has no text member {member}.");

    // RFC 7518 §6.2.1.2: the full size. Only canonical text: the decoder refuses unused bits that are set, the length finds the rest.
    private static byte[] Coordinate(JsonElement jwk, string member, int size)
    {
        string text = Text(jwk, member);
        var bytes = new byte[size];
        return text.Length == Base64Url.GetEncodedLength(size)
            && Base64Url.DecodeFromChars(text, bytes, out _, out int written) == OperationStatus.Done && written == size
                ? bytes
                : throw new CryptographicException($"The classical key's {member} is not {size} bytes in canonical base64url.");
    }

    // RFC 7638 §3.2: the required members in lexicographic order. No character of these needs an escape in JSON.
    private KeyThumbprint ComputeThumbprint()
    {
        string canonical = $$"""
            {"crv":"{{_algorithm.CurveName}}","kty":"EC","x":"{{Base64Url.EncodeToString(_parameters.Q.X)}}","y":"{{Base64Url.EncodeToString(_parameters.Q.Y)}}"}
            """;
        return new KeyThumbprint(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)));
    }
}
