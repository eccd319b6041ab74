using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Ring;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyMaterialTests
{
    // SLH-DSA with small signatures takes long to make keys; its fast sets go the same way.
    public static TheoryData<string> Algorithms =>
    [
        KeyPolicy.TicketAlgorithm,
        .. from algorithm in AlgorithmCatalogue.All
           where ProviderSet.Default.Supports(algorithm) && algorithm.NistCategory > 0
           where !(algorithm.Family == "SLH-DSA" && algorithm.Name.EndsWith('s'))
           select algorithm.Name,
    ];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_AKeyOfAnyAlgorithm_When_EncodedAndDecoded_Expect_TheSameKey(string algorithm)
    {
        using KeyMaterial material = KeyMaterial.Generate(algorithm, ProviderSet.Default);
        using SecretBytes encoded = material.Encode();
        using KeyMaterial again = KeyMaterial.Decode(algorithm, encoded.Span, ProviderSet.Default);

        Assert.True(again.IsSameAs(material));
        using SecretBytes encodedAgain = again.Encode();
        Assert.Equal(encoded.Span.ToArray(), encodedAgain.Span.ToArray());
    }

    [Theory]
    [InlineData("ML-DSA-65")]
    [InlineData("X-Wing")]
    [InlineData("AES-256-GCM")]
    public void Given_AnEncodingThatIsNone_When_Decoded_Expect_CryptographicException(string algorithm)
    {
        using KeyMaterial material = KeyMaterial.Generate(algorithm, ProviderSet.Default);
        byte[] sound;
        using (SecretBytes encoded = material.Encode())
            sound = encoded.Span.ToArray();

        foreach (byte[] wrong in (byte[][])[[], sound[..1], sound[..^1], [.. sound, 0], [0, .. sound[1..]], [4, .. sound[1..]]])
            Assert.ThrowsAny<CryptographicException>(() => KeyMaterial.Decode(algorithm, wrong, ProviderSet.Default));
        Assert.ThrowsAny<CryptographicException>(() => KeyMaterial.Decode("ML-DSA-1", sound, ProviderSet.Default));
    }

    // Once a ticket could be sealed under the zeros that disposal left.
    [Fact]
    public void Given_ASymmetricKeyInUse_When_Disposed_Expect_ItWipedAfterTheUseAndNoOtherBegins()
    {
        KeyMaterial material = KeyMaterial.Generate(KeyPolicy.TicketAlgorithm, ProviderSet.Default);
        using (material.Use())
        {
            material.Dispose();
            Assert.True(material.Symmetric!.Span.ContainsAnyExcept((byte)0));
        }

        Assert.False(material.Symmetric!.Span.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => material.Use().Dispose());
    }
}
