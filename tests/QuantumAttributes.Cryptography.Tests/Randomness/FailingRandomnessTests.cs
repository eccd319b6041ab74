namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A generator that fails, at each of its calls in turn: the failure is the caller's, nothing is written, no private key is left
/// open, and as soon as the generator works again so does everything else. Every algorithm of the catalogue, and on the platform
/// those that draw from our generator there.
/// </summary>
public sealed class FailingRandomnessTests : IDisposable
{
    private readonly FailingRandom _random = new();

    public static TheoryData<string, string> Kems => [.. ProviderUnderTest.With(ProviderUnderTest.KemsOf)];

    public static TheoryData<string, string> KemsThatDraw =>
        [.. ProviderUnderTest.With(ProviderUnderTest.KemsThatDrawFromTheSeam)];

    public static TheoryData<string, string> KemsThatDrawWithExpandedKey => [.. ProviderUnderTest.With(static provider =>
        ProviderUnderTest.KemsThatDrawFromTheSeam(provider).Where(static a => a.ExpandedPrivateKeySize is not null))];

    public static TheoryData<string, string> Signatures =>
        [.. ProviderUnderTest.With(ProviderUnderTest.SignaturesMadeFromTheSeam)];

    public static TheoryData<string> SignaturesOfBouncyCastle => [.. QuickSignatures.All.Select(static a => a.Name)];

    public void Dispose() => _random.Dispose();

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_GeneratorThatFails_When_KemKeyGenerated_Expect_TheFailureAndNoKeyLeft(string name, string provider)
    {
        (ProviderSet providers, CountingProvider counting) = Counting(provider);
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        _random.AssertFailsAtEveryCall(() => KemPrivateKey.Generate(algorithm, providers).Dispose());
        Assert.Equal(0, counting.OpenPrivateKeys);
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_GeneratorThatFails_When_SigningKeyGenerated_Expect_TheFailureAndNoKeyLeft(string name, string provider)
    {
        (ProviderSet providers, CountingProvider counting) = Counting(provider);
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        _random.AssertFailsAtEveryCall(() => SigningKey.Generate(algorithm, providers).Dispose());
        Assert.Equal(0, counting.OpenPrivateKeys);
    }

    [Theory]
    [MemberData(nameof(KemsThatDraw))]
    public void Given_GeneratorThatFails_When_Encapsulated_Expect_TheFailureAndNothingWritten(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider, _random);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), providers);
        byte[] ciphertext = new byte[key.Algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[key.Algorithm.SharedSecretSize];

        _random.AssertFailsAtEveryCall(
            () =>
            {
                Array.Fill(ciphertext, (byte)0xAA);
                Array.Fill(sharedSecret, (byte)0xAA);
                key.PublicKey.Encapsulate(ciphertext, sharedSecret);
            },
            () => AssertZero(ciphertext, sharedSecret));
        Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
    }

    /// <summary>On BouncyCastle: what the platform signs with, it draws from its own generator.</summary>
    [Theory]
    [MemberData(nameof(SignaturesOfBouncyCastle))]
    public void Given_GeneratorThatFails_When_Signed_Expect_TheFailureAndNothingWritten(string name)
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, _random);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), providers);
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        int size = 0;

        _random.AssertFailsAtEveryCall(
            () =>
            {
                Array.Fill(signature, (byte)0xAA);
                size = key.Sign("data"u8, signature.AsSpan());
            },
            () => AssertZero(signature));
        Assert.True(key.VerifyingKey.Verify("data"u8, signature.AsSpan(0, size)));
    }

    /// <summary>The import of an expanded key tries it with a fresh encapsulation, which needs randomness too.</summary>
    [Theory]
    [MemberData(nameof(KemsThatDrawWithExpandedKey))]
    public void Given_GeneratorThatFails_When_ExpandedKeyImported_Expect_TheFailureAndNoKeyLeft(string name, string provider)
    {
        (ProviderSet providers, CountingProvider counting) = Counting(provider);
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        byte[] expanded = Keys.Expanded(key);

        _random.AssertFailsAtEveryCall(() => KemPrivateKey.ImportExpanded(algorithm, expanded, providers).Dispose());
        Assert.Equal(1, counting.OpenPrivateKeys);
    }

    private (ProviderSet Providers, CountingProvider Counting) Counting(string provider)
    {
        CountingProvider counting = new(ProviderUnderTest.Create(provider, _random));
        return (new ProviderSet(_random, counting), counting);
    }

    private static void AssertZero(params byte[][] buffers) =>
        Assert.All(buffers, static buffer => Assert.False(buffer.AsSpan().ContainsAnyExcept((byte)0)));
}
