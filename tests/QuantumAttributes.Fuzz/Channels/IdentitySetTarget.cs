using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.Fuzz;

internal sealed class IdentitySetTarget : FuzzTarget
{
    public override string Name => "identity-set";

    public override string Claim => "JWK set of identities: FormatException, or identities that come back from their own set";
    protected override void Prepare() => FuzzChannels.Prepare();


    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        IReadOnlyList<QuantumIdentity>? identities = Contract.Parse<IReadOnlyList<QuantumIdentity>, FormatException>(
            () => IdentityJwkSet.Parse(text, FuzzCryptography.Providers));
        if (identities is null)
            return;
        string written = IdentityJwkSet.Write(identities);
        IReadOnlyList<QuantumIdentity> again = IdentityJwkSet.Parse(written, FuzzCryptography.Providers);
        Contract.Holds(IdentityJwkSet.Write(again) == written, "what is written comes back");
        foreach (QuantumIdentity identity in identities.Concat(again))
        {
            identity.IsValidAt(FuzzChannels.Start);
            identity.Key.Dispose();
            identity.ClassicalKey?.Dispose();
        }
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string jwk = FuzzChannels.Identity.VerifyingKey.ToJwk()[1..^1];
        string full = $$"""{{{jwk}},"sub":"alice","kid":"k","roles":["a","b"],"nbf":1,"exp":253402300799,"revoked":true}""";
        yield return new FuzzSeed("good", $$"""{"keys":[{{full}}]}""");
        yield return new FuzzSeed("bare", $$"""{"x":1,"keys":[{{{jwk}}}]}""");
        yield return new FuzzSeed("twice", $$"""{"keys":[{{full}},{{full}}]}""");
        yield return new FuzzSeed("null-role", $$"""{"keys":[{{{jwk}},"roles":[null]}]}""");
        yield return new FuzzSeed("late", $$"""{"keys":[{{{jwk}},"exp":1e30}]}""");
        yield return new FuzzSeed("hybrid", $$"""{"keys":[{{{jwk}},"classical":{{ClassicalKeyTarget.P256}}}]}""");
        yield return new FuzzSeed("empty", """{"keys":[]}""");
        yield return new FuzzSeed("no-unicode", [.. """{"keys":[],"x":" """u8, 0xFF, .. """ "}"""u8]);
    }
}
