using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Channels.Classical;

namespace QuantumAttributes.Fuzz;

internal sealed class ClassicalKeyTarget : FuzzTarget
{
    /// <summary>The key of RFC 9449, section 4.1.</summary>
    public const string P256 =
        """{"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}""";

    public override string Name => "classical-key";

    public override string Claim => "JWK of the classical half of an identity: CryptographicException, or a key that comes back from its own JWK";

    protected override void Execute(byte[] input)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(input);
        }
        catch (JsonException)
        {
            return;
        }

        using (document)
        {
            using ClassicalVerifyingKey? key = Contract.Parse<ClassicalVerifyingKey, CryptographicException>(
                () => ClassicalVerifyingKey.FromJwk(document.RootElement));
            if (key is null)
                return;
            using JsonDocument written = JsonDocument.Parse(Write(key));
            using ClassicalVerifyingKey again = ClassicalVerifyingKey.FromJwk(written.RootElement);
            Contract.Holds(again.Thumbprint == key.Thumbprint && again.AlgorithmName == key.AlgorithmName, "what is written comes back");
            Contract.Holds(!key.Verify(input, new byte[64]) && !key.Verify(input, input), "no signature is made by chance");
        }
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("p256", P256);
        yield return new FuzzSeed("alg", P256.Replace("{", """{"alg":"ES256","kid":"k",""", StringComparison.Ordinal));
        yield return new FuzzSeed("off-curve", P256.Replace("CdvGRDA", "CdvGRDE", StringComparison.Ordinal));
        yield return new FuzzSeed("private", P256.Replace("{", """{"d":"AA",""", StringComparison.Ordinal));
        yield return new FuzzSeed("surrogate", P256.Replace("P-256", "\\ud800", StringComparison.Ordinal));
        yield return new FuzzSeed("twice", P256.Replace("{", """{"kty":"EC",""", StringComparison.Ordinal));

        // FIPS 186-4's base point of P-384 (SEC 2, section 2.5.1).
        yield return new FuzzSeed(
            "p384",
            """
            {"kty":"EC","crv":"P-384","x":"qofKIr6LBTeOscce8yCtdG4dO2KLp5uYWfdB4IJUKjhVAvJdv1UpbDpUXjhydgq3","y":"NhfeSpYmLG9dnpi_kpLcKfj0Hb0omhR86doxE7XwuMAKYLHOHX6BnXpDHXyQ6g5f"}
            """);
    }

    private static string Write(ClassicalVerifyingKey key)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            key.WriteJwk(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
