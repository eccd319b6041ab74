using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class JsonWebKeySetTarget : FuzzTarget
{
    public override string Name => "jwk-set";

    public override string Claim => "JSON Web Key Set: CryptographicException, or a set that comes back from its own JSON";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        JsonWebKeySet? set = Contract.Parse<JsonWebKeySet, CryptographicException>(
            () => JsonWebKeySet.Parse(text, FuzzCryptography.Providers));
        if (set is null)
            return;
        string json = set.ToJson();
        JsonWebKeySet again = JsonWebKeySet.Parse(json, FuzzCryptography.Providers);
        Contract.Holds(again.ToJson() == json && again.SkippedCount == 0, "what is written comes back");
        foreach (JsonWebKeySetEntry entry in set.Entries)
        {
            Contract.Holds(set.Find(entry.Key.Thumbprint) == entry.Key, "each key is found");
            Contract.Holds(entry.KeyId is null || set.FindAll(entry.KeyId).Contains(entry.Key), "by its name as well");
        }

        foreach (JsonWebKeySetEntry entry in set.Entries.Concat(again.Entries))
            entry.Key.Dispose();
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        using SigningKey first = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa44);
        using SigningKey second = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa65);
        JsonWebKeySetEntry named = new(first.VerifyingKey, "a");
        yield return new FuzzSeed("two", new JsonWebKeySet([named, new(second.VerifyingKey)]).ToJson());
        string one = new JsonWebKeySet([named]).ToJson();
        string jwk = one["""{"keys":[""".Length..^2];
        yield return new FuzzSeed("one", one);
        yield return new FuzzSeed("twice", $$"""{"keys":[{{jwk}},{{jwk}}]}""");
        yield return new FuzzSeed("skipped", $$"""{"keys":[{"kty":"EC"},{{jwk}},{"kty":"AKP","alg":"x"}],"x":1}""");
        yield return new FuzzSeed("private", $$"""{"keys":[{{first.ToPrivateJwk()}}]}""");
        yield return new FuzzSeed("two-keys", """{"keys":[],"keys":[]}""");
        yield return new FuzzSeed("empty", """{"keys":[]}""");
        yield return new FuzzSeed("surrogate", """{"keys":[{"kty":"\ud800"}]}""");
    }
}
