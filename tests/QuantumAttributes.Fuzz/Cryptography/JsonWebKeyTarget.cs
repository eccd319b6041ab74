using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class JsonWebKeyTarget : FuzzTarget
{
    public override string Name => "jwk";

    public override string Claim => "JSON Web Key: CryptographicException, or a key that comes back from its own JWK";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        using VerifyingKey? key = Contract.Parse<VerifyingKey, CryptographicException>(
            () => VerifyingKey.FromJwk(text, FuzzCryptography.Providers));
        if (key is null)
            return;
        string jwk = key.ToJwk();
        using VerifyingKey again = VerifyingKey.FromJwk(jwk, FuzzCryptography.Providers);
        Contract.Holds(again.ToJwk() == jwk, "what is exported comes back");
        Contract.Holds(again.Thumbprint == key.Thumbprint, "with the same thumbprint");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures.Where(algorithm => algorithm.JoseName is not null))
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            string jwk = key.VerifyingKey.ToJwk();
            yield return new FuzzSeed(algorithm.Name, jwk);
            yield return new FuzzSeed(
                $"{algorithm.Name}-more", $$"""{"kid":"\u0061\ud83d\ude00","use":"sig","x":[{}],{{jwk[1..]}}""");
        }

        yield return new FuzzSeed("twice", """{"kty":"AKP","kty":"AKP","alg":"ML-DSA-65","pub":""}""");
        yield return new FuzzSeed("private", """{"kty":"AKP","alg":"ML-DSA-65","pub":"AA","priv":"AA"}""");
        yield return new FuzzSeed("surrogate", """{"kty":"\ud800","alg":"ML-DSA-65","pub":"AA"}""");
        yield return new FuzzSeed("elliptic", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""");
    }
}
