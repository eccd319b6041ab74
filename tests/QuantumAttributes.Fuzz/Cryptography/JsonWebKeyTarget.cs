using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class JsonWebKeyTarget : FuzzTarget
{
    public override string Name => "jwk";

    public override string Claim =>
        "JSON Web Key, public and private: CryptographicException, or a key that comes back from its own JWK";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        using VerifyingKey? key = Contract.Parse<VerifyingKey, CryptographicException>(
            () => VerifyingKey.FromJwk(text, FuzzCryptography.Providers));
        if (key is not null)
            ComesBack(key);

        using SigningKey? signing = Contract.Parse<SigningKey, CryptographicException>(
            () => SigningKey.FromJwk(text, FuzzCryptography.Providers));
        if (signing is not null)
            ComesBack(signing);

        Contract.Holds(key is null || signing is null, "a key is public or private");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        foreach (SignatureAlgorithm algorithm in FuzzCryptography.Signatures.Where(algorithm => algorithm.JoseName is not null))
        {
            using SigningKey key = FuzzCryptography.SigningKey(algorithm);
            string jwk = key.VerifyingKey.ToJwk();
            yield return new FuzzSeed(algorithm.Name, jwk);
            yield return new FuzzSeed($"{algorithm.Name}-private", key.ToPrivateJwk());
            yield return new FuzzSeed(
                $"{algorithm.Name}-more", $$"""{"kid":"\u0061\ud83d\ude00","use":"sig","x":[{}],{{jwk[1..]}}""");
        }

        yield return new FuzzSeed("twice", """{"kty":"AKP","kty":"AKP","alg":"ML-DSA-65","pub":""}""");
        yield return new FuzzSeed("private", """{"kty":"AKP","alg":"ML-DSA-65","pub":"AA","priv":"AA"}""");
        yield return new FuzzSeed("surrogate", """{"kty":"\ud800","alg":"ML-DSA-65","pub":"AA"}""");
        yield return new FuzzSeed("elliptic", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""");
    }

    private static void ComesBack(VerifyingKey key)
    {
        string jwk = key.ToJwk();
        using VerifyingKey again = VerifyingKey.FromJwk(jwk, FuzzCryptography.Providers);
        Contract.Holds(again.ToJwk() == jwk && again.Thumbprint == key.Thumbprint, "what is exported comes back");
    }

    private static void ComesBack(SigningKey key)
    {
        string jwk = key.ToPrivateJwk();
        using SigningKey again = SigningKey.FromJwk(jwk, FuzzCryptography.Providers);
        Contract.Holds(again.ToPrivateJwk() == jwk, "what is exported comes back");
    }
}
