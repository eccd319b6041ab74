using System.Security.Cryptography;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class RequestSignerTests
{
    [Fact]
    public void Given_KnownClockAndRandomness_When_Signed_Expect_ExactlyTheSignatureInputOfTheProtocol()
    {
        RequestSigner signer = new(SignedRequest.Key, new ManualTimeProvider(), new CountingRandom());

        RequestSignatureFields fields = signer.Sign(SignedRequest.Message);

        Assert.Equal($"qa={SignedRequest.Covered}{SignedRequest.Parameters}", fields.SignatureInput);
        Assert.StartsWith("qa=:", fields.Signature, StringComparison.Ordinal);
        Assert.Equal(3309, Convert.FromBase64String(fields.Signature[4..^1]).Length);
    }

    [Fact]
    public void Given_NoContent_When_Signed_Expect_OnlyTheDerivedComponentsCovered()
    {
        RequestSignature signature = SignedRequest.Read(SignedRequest.Sign(SignedRequest.Message with { Content = "" }));

        Assert.Equal(["@method", "@authority", "@path", "@query"], signature.Covered);
    }

    [Fact]
    public void Given_OneRequest_When_SignedTwice_Expect_TwoNonces()
    {
        RequestSignature first = SignedRequest.Read(SignedRequest.Sign(SignedRequest.Message));
        RequestSignature second = SignedRequest.Read(SignedRequest.Sign(SignedRequest.Message));

        Assert.Equal(16, first.Nonce.Length);
        Assert.NotEqual(first.Nonce.ToArray(), second.Nonce.ToArray());
    }

    [Theory]
    [InlineData("content-digest", null)]
    [InlineData("content-type", null)]
    [InlineData("content-type", "text/plain; title=\"é\"")]
    public void Given_AComponentThatCannotBeSigned_When_Signed_Expect_InvalidOperation(string field, string? value)
    {
        RequestSigner signer = new(SignedRequest.Key, TimeProvider.System, new CountingRandom());

        Assert.Throws<InvalidOperationException>(() => signer.Sign(SignedRequest.Message.With(field, value)));
    }

    [Fact]
    public void Given_RandomnessThatFails_When_Signed_Expect_NoSignature()
    {
        RequestSigner signer = new(SignedRequest.Key, TimeProvider.System, new FailingRandom());

        Assert.Throws<CryptographicException>(() => signer.Sign(SignedRequest.Message));
    }

    [Fact]
    public void Given_ALifetime_When_Signed_Expect_ItKept()
    {
        RequestSigner signer = new(SignedRequest.Key, new ManualTimeProvider(), new CountingRandom())
        {
            Lifetime = TimeSpan.FromSeconds(300),
        };

        string input = signer.Sign(SignedRequest.Message).SignatureInput;

        Assert.Contains($";expires={SignedRequest.Now + 300};", input, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public void Given_ALifetimeThatNoVerifierTakes_When_Set_Expect_ArgumentOutOfRange(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RequestSigner(SignedRequest.Key, TimeProvider.System, new CountingRandom())
            {
                Lifetime = TimeSpan.FromSeconds(seconds),
            });

    [Fact]
    public void Given_ADisposedKey_When_Signed_Expect_ObjectDisposed()
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        RequestSigner signer = new(key, TimeProvider.System, new CountingRandom());
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => signer.Sign(SignedRequest.Message));
    }

    private sealed class CountingRandom : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)i;
            }
        }
    }

    private sealed class FailingRandom : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => throw new CryptographicException("No entropy.");
    }
}
