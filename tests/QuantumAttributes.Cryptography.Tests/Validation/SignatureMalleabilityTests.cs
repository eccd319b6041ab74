namespace QuantumAttributes.Cryptography.Tests;

/// <summary>One message, one key, one hint: other encodings of a valid signature are refused (FIPS 204, Algorithm 21).</summary>
public class SignatureMalleabilityTests
{
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_HintPaddingNotZero_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (set, hint) => hint[^1] < set.Omega);
        signed.AssertRefusedAfter((set, hint) => hint[set.Omega - 1] = 255);
        signed.AssertRefusedAfter((set, hint) => hint[hint[^1]] = 1);
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_HintPositionsSwapped_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (set, hint) => hint[set.Omega] >= 2);
        signed.AssertRefusedAfter((set, hint) => (hint[0], hint[1]) = (hint[1], hint[0]));
    }

    /// <summary>A position given twice says what given once says, and there is room for it.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_LastHintPositionRepeated_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (set, hint) => hint[^1] < set.Omega && hint[^1] > hint[^2]);
        signed.AssertRefusedAfter((set, hint) =>
        {
            int count = hint[^1]++;
            hint[count] = hint[count - 1];
        });
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_HintCountAboveOmega_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (_, _) => true);
        signed.AssertRefusedAfter((set, hint) => hint[^1] = (byte)(set.Omega + 1));
        signed.AssertRefusedAfter((set, hint) => hint[set.Omega] = 255);
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_HintCountsDescending_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (set, hint) => hint[set.Omega] > 0);
        signed.AssertRefusedAfter((set, hint) => hint[set.Omega + 1] = 0);
    }

    /// <summary>Algorithm 8 compares the commitment hash and the response in full.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_OneBitOfAnyPartFlipped_When_Verified_Expect_Refused(string provider, string name)
    {
        Signed signed = Signed.Whose(provider, name, static (_, _) => true);
        MLDsaSet set = MLDsaSet.Of(name);
        foreach (int at in (int[])[0, set.CommitmentSize - 1, set.CommitmentSize, set.HintOffset - 1, set.HintOffset])
            signed.AssertRefusedWith(at, flip: 1);
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_SignatureLongerOrShorter_When_Verified_Expect_Refused(string provider, string name)
    {
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(provider));
        byte[] signature = key.Sign("data"u8);

        Assert.Equal(MLDsaSet.Of(name).SignatureSize, signature.Length);
        Assert.False(key.VerifyingKey.Verify("data"u8, signature.AsSpan(0, signature.Length - 1)));
        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, 0]));
        Assert.False(key.VerifyingKey.Verify("data"u8, []));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_OtherContextOrData_When_Verified_Expect_Refused(string provider, string name)
    {
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(provider));
        byte[] signature = key.Sign("data"u8, "context"u8);

        Assert.True(key.VerifyingKey.Verify("data"u8, signature, "context"u8));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature, "contexT"u8));
        Assert.False(key.VerifyingKey.Verify("Data"u8, signature, "context"u8));
        Assert.False(key.VerifyingKey.Verify("tdata"u8, signature, "contex"u8));
    }

    /// <summary>A good signature over "data", to be changed.</summary>
    private sealed record Signed(MLDsaSet Set, VerifyingKey Key, byte[] Signature)
    {
        public static Signed Whose(string provider, string name, Func<MLDsaSet, byte[], bool> hint)
        {
            MLDsaSet set = MLDsaSet.Of(name);
            using SigningKey key = SigningKey.Generate(set.Algorithm, ProviderUnderTest.Set(provider));
            byte[] signature;
            do
            {
                signature = key.Sign("data"u8);
            }
            while (!hint(set, signature[set.HintOffset..]));
            Assert.True(key.VerifyingKey.Verify("data"u8, signature));
            return new Signed(set, key.VerifyingKey, signature);
        }

        public void AssertRefusedAfter(Action<MLDsaSet, byte[]> change)
        {
            byte[] hint = Signature[Set.HintOffset..];
            change(Set, hint);
            Assert.NotEqual(Signature[Set.HintOffset..], hint);
            Assert.False(Key.Verify("data"u8, [.. Signature[..Set.HintOffset], .. hint]));
        }

        public void AssertRefusedWith(int at, byte flip)
        {
            byte[] changed = [.. Signature];
            changed[at] ^= flip;
            Assert.False(Key.Verify("data"u8, changed));
        }
    }
}
