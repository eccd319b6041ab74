namespace QuantumAttributes.Cryptography.Tests;

public class FalconKeyTests
{
    public static TheoryData<string> Sets => FalconAnswers.Sets;

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_LongestAndShortestMessage_When_Signed_Expect_AcceptedAndRestOfBufferZero(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        foreach (int size in (int[])[0, 1, 100_000])
        {
            byte[] data = Keys.Counting(size);
            byte[] signature = [.. Enumerable.Repeat((byte)0xAA, key.Algorithm.SignatureSize)];
            int written = key.Sign(data, signature.AsSpan());

            Assert.True(key.VerifyingKey.Verify(data, signature.AsSpan(0, written)));
            Assert.All(signature[written..], static b => Assert.Equal(0, b));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SameData_When_SignedTwice_Expect_OtherNonce(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        Assert.NotEqual(key.Sign("data"u8)[1..41], key.Sign("data"u8)[1..41]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_RandomnessThatFails_When_KeyGenerated_Expect_TheFailure(string set) =>
        Assert.Throws<RandomnessFailedException>(
            () => SigningKey.Generate(SignatureAlgorithm.Parse(set), BouncyCastle(new byte[47])));

    /// <summary>First the nonce fails to come, then the seed of the sampler.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_RandomnessThatFails_When_Signed_Expect_TheFailureAndNothingWritten(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using SigningKey source = SigningKey.Generate(algorithm);
        byte[] expanded = Keys.Expanded(source);
        foreach (int available in (int[])[39, 87])
        {
            using SigningKey key = SigningKey.ImportExpanded(algorithm, expanded, BouncyCastle(new byte[available]));
            byte[] signature = [.. Enumerable.Repeat((byte)0xAA, algorithm.SignatureSize)];

            Assert.Throws<RandomnessFailedException>(() => key.Sign("data"u8, signature.AsSpan()));
            Assert.All(signature, static b => Assert.Equal(0, b));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_DisposedKey_When_Used_Expect_ObjectDisposedException(string set)
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));
        byte[] signature = key.Sign("data"u8);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("data"u8));
        Assert.Throws<ObjectDisposedException>(() => key.ExportExpanded(new byte[key.Algorithm.ExpandedPrivateKeySize!.Value]));
        Assert.True(key.VerifyingKey.Verify("data"u8, signature));
    }

    /// <summary>At the provider, since the key class lets nobody look any more.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_DisposedSigner_When_LookedInto_Expect_NothingLeft(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ISigner signer = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle).Get(algorithm).GenerateSigner();
        signer.Dispose();

        Assert.All(Keys.Expanded(signer, algorithm), static b => Assert.Equal(0, b));
    }

    /// <summary>Nobody has assigned an identifier to the round 3 algorithm.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_Key_When_WrittenInAnEncoding_Expect_NotSupportedException(string set)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set));

        Assert.Throws<NotSupportedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<NotSupportedException>(key.ExportPkcs8PrivateKeyPem);
        Assert.Throws<NotSupportedException>(key.VerifyingKey.ExportSubjectPublicKeyInfo);
        Assert.Throws<NotSupportedException>(key.VerifyingKey.ToJwk);
    }

    private static ProviderSet BouncyCastle(byte[] randomness) =>
        ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new RecordedRandom(randomness));
}
