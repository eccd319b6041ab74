namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A composite signature is good when both its parts are, over this message, for this composite, and nothing besides.</summary>
public class CompositeSignatureTests
{
    private static readonly byte[] Message = "message"u8.ToArray();
    private static readonly byte[] Context = "context"u8.ToArray();

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OneBitOfEitherPartFlipped_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        byte[] signature = key.Sign(Message, Context);
        int second = CompositeParts.MLDsaOf(key.Algorithm).SignatureSize;

        foreach (int position in (int[])[0, second / 2, second, second + 1, second + ((signature.Length - second) / 2), signature.Length - 1])
        {
            byte[] tampered = [.. signature];
            tampered[position] ^= 1;
            Assert.False(key.VerifyingKey.Verify(Message, tampered, Context), $"position {position}");
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OnePartOfAnotherKeysSignature_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        using SigningKey other = Generate(name, provider);
        (byte[] first, byte[] second) = Split(key, Message);
        (byte[] otherFirst, byte[] otherSecond) = Split(other, Message);

        Assert.True(key.VerifyingKey.Verify(Message, [.. first, .. second], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. otherSecond], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. otherFirst, .. second], Context));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OnePartOfAnotherMessagesSignature_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        (byte[] first, byte[] second) = Split(key, Message);
        (byte[] otherFirst, byte[] otherSecond) = Split(key, [.. Message, 0]);

        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. otherSecond], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. otherFirst, .. second], Context));
    }

    /// <summary>Not strongly unforgeable: two signatures of one message make a third (section 10.2.2 of the draft).</summary>
    [Theory]
    [MemberData(nameof(CompositeParts.Names), MemberType = typeof(CompositeParts))]
    public void Given_PartsOfTwoSignaturesOfOneMessage_When_Verified_Expect_AcceptedAsTheDraftSays(string name)
    {
        using SigningKey key = Generate(name, ProviderUnderTest.BouncyCastle);
        (byte[] first, _) = Split(key, Message);
        (_, byte[] second) = Split(key, Message);

        Assert.True(key.VerifyingKey.Verify(Message, [.. first, .. second], Context));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_PartsSwappedCutOrLengthened_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        (byte[] first, byte[] second) = Split(key, Message);

        Assert.False(key.VerifyingKey.Verify(Message, [.. second, .. first], Context));
        Assert.False(key.VerifyingKey.Verify(Message, first, Context));
        Assert.False(key.VerifyingKey.Verify(Message, second, Context));
        Assert.False(key.VerifyingKey.Verify(Message, [], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. second[..^1]], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. second, 0], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, 0, .. second], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first[..^1], .. second], Context));
        Assert.False(key.VerifyingKey.Verify(Message, new byte[key.Algorithm.SignatureSize], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. new byte[second.Length]], Context));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OtherMessageOrContext_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        byte[] signature = key.Sign(Message, Context);

        Assert.False(key.VerifyingKey.Verify(Message, signature));
        Assert.False(key.VerifyingKey.Verify(Message, signature, "contexT"u8));
        Assert.False(key.VerifyingKey.Verify(Message, signature, [.. Context, 0]));
        Assert.False(key.VerifyingKey.Verify("Message"u8, signature, Context));
        Assert.False(key.VerifyingKey.Verify([], signature, Context));
    }

    /// <summary>The prefix, the label in M' and the label as ML-DSA's context are each looked at.</summary>
    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OtherPrefixOrLabel_When_Verified_Expect_Refused(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        byte[] label = CompositeParts.LabelOf(key.Algorithm);
        byte[] otherLabel = [.. label[..^1], (byte)(label[^1] + 1)];
        byte[] right = CompositeParts.Representative(key.Algorithm, Message, Context);

        AssertVerdict(true, key, right, label, right);
        AssertVerdict(false, key, right, otherLabel, right);
        AssertVerdict(false, key, right, [], right);
        foreach (byte[] wrong in (byte[][])
        [
            CompositeParts.Representative(key.Algorithm, Message, Context, "CompositeAlgorithmSignatures2026"),
            CompositeParts.Representative(key.Algorithm, Message, Context, prefix: ""),
            CompositeParts.Representative(key.Algorithm, Message, Context, label: otherLabel),
            CompositeParts.Representative(key.Algorithm, Message, Context, label: []),
            Message,
        ])
        {
            AssertVerdict(false, key, wrong, label, right);
            AssertVerdict(false, key, right, label, wrong);
            AssertVerdict(false, key, wrong, label, wrong);
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_LongestContext_When_SignedAndVerified_Expect_Accepted(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        byte[] context = Keys.Counting(255);

        Assert.True(key.VerifyingKey.Verify(Message, key.Sign(Message, context), context));
        Assert.Throws<ArgumentException>(() => key.Sign(Message, new byte[256]));
        Assert.Throws<ArgumentException>(() => key.VerifyingKey.Verify(Message, new byte[key.Algorithm.SignatureSize], new byte[256]));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public async Task Given_OneKey_When_UsedByManyThreads_Expect_EverySignatureGood(string name, string provider)
    {
        using SigningKey key = Generate(name, provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () =>
            {
                for (int i = 0; i < 10; i++)
                {
                    byte[] data = Keys.Counting(i, thread);
                    Assert.True(key.VerifyingKey.Verify(data, key.Sign(data, data), data));
                }
            },
            TestContext.Current.CancellationToken)));
    }

    private static SigningKey Generate(string name, string provider) =>
        SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));

    private static (byte[] First, byte[] Second) Split(SigningKey key, byte[] message)
    {
        byte[] signature = key.Sign(message, Context);
        int size = CompositeParts.MLDsaOf(key.Algorithm).SignatureSize;
        return (signature[..size], signature[size..]);
    }

    private static void AssertVerdict(bool verdict, SigningKey key, byte[] mlDsaInput, byte[] mlDsaContext, byte[] traditionalInput)
    {
        byte[] signature =
        [
            .. CompositeParts.SignMLDsa(key, mlDsaInput, mlDsaContext), .. CompositeParts.SignTraditional(key, traditionalInput),
        ];
        Assert.Equal(verdict, key.VerifyingKey.Verify(Message, signature, Context));
    }
}
