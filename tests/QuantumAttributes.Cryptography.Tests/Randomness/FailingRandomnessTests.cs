namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A generator that fails, at each of its calls in turn: the failure is the caller's, nothing is written, no private key is left
/// open, and as soon as the generator works again so does everything else. Every algorithm of the catalogue.
/// </summary>
public sealed class FailingRandomnessTests : IDisposable
{
    private readonly FailingRandom _random = new();
    private readonly CountingProvider _provider;
    private readonly ProviderSet _providers;

    public FailingRandomnessTests()
    {
        _provider = new CountingProvider(new BouncyCastleProvider(_random));
        _providers = new ProviderSet(_random, _provider);
    }

    public static TheoryData<string> Kems => [.. KemAlgorithm.All.Select(static a => a.Name)];

    public static TheoryData<string> KemsWithExpandedKey =>
        [.. KemAlgorithm.All.Where(static a => a.ExpandedPrivateKeySize is not null).Select(static a => a.Name)];

    public static TheoryData<string> Signatures => [.. QuickSignatures.All.Select(static a => a.Name)];

    public void Dispose() => _random.Dispose();

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_GeneratorThatFails_When_KemKeyGenerated_Expect_TheFailureAndNoKeyLeft(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        AssertFailsAtEveryCall(() => KemPrivateKey.Generate(algorithm, _providers).Dispose());
        Assert.Equal(0, _provider.OpenPrivateKeys);
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_GeneratorThatFails_When_SigningKeyGenerated_Expect_TheFailureAndNoKeyLeft(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        AssertFailsAtEveryCall(() => SigningKey.Generate(algorithm, _providers).Dispose());
        Assert.Equal(0, _provider.OpenPrivateKeys);
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_GeneratorThatFails_When_Encapsulated_Expect_TheFailureAndNothingWritten(string name)
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), _providers);
        byte[] ciphertext = new byte[key.Algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[key.Algorithm.SharedSecretSize];

        AssertFailsAtEveryCall(
            () =>
            {
                Array.Fill(ciphertext, (byte)0xAA);
                Array.Fill(sharedSecret, (byte)0xAA);
                key.PublicKey.Encapsulate(ciphertext, sharedSecret);
            },
            () => AssertZero(ciphertext, sharedSecret));
        Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_GeneratorThatFails_When_Signed_Expect_TheFailureAndNothingWritten(string name)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), _providers);
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        int size = 0;

        AssertFailsAtEveryCall(
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
    [MemberData(nameof(KemsWithExpandedKey))]
    public void Given_GeneratorThatFails_When_ExpandedKeyImported_Expect_TheFailureAndNoKeyLeft(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, _providers);
        byte[] expanded = Keys.Expanded(key);

        AssertFailsAtEveryCall(() => KemPrivateKey.ImportExpanded(algorithm, expanded, _providers).Dispose());
        Assert.Equal(1, _provider.OpenPrivateKeys);
    }

    private void AssertFailsAtEveryCall(Action operation, Action? afterFailure = null)
    {
        _random.FailsAt = null;
        operation();
        int calls = _random.Calls;
        Assert.NotEqual(0, calls);
        for (int call = 0; call < calls; call++)
        {
            _random.FailsAt = call;
            Assert.Throws<RandomnessFailedException>(operation);
            afterFailure?.Invoke();
        }

        _random.FailsAt = null;
        operation();
    }

    private static void AssertZero(params byte[][] buffers) =>
        Assert.All(buffers, static buffer => Assert.False(buffer.AsSpan().ContainsAnyExcept((byte)0)));
}
