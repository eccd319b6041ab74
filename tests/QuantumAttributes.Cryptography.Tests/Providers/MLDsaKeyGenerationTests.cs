using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Our making of keys against BouncyCastle's own, which nothing else uses here.</summary>
public class MLDsaKeyGenerationTests
{
    private const int Rounds = 200;

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_Seeds_When_Expanded_Expect_KeysOfBouncyCastle(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        MLDsaParameters parameters = name switch
        {
            "ML-DSA-44" => MLDsaParameters.ml_dsa_44,
            "ML-DSA-65" => MLDsaParameters.ml_dsa_65,
            _ => MLDsaParameters.ml_dsa_87,
        };
        byte[] expandedKey = new byte[set.Shape.ExpandedKeySize];
        byte[] publicKey = new byte[set.Shape.PublicKeySize];
        for (int i = 0; i < Rounds; i++)
        {
            byte[] seed = SHA256.HashData([(byte)i]);
            MLDsaPrivateKeyParameters expected = MLDsaPrivateKeyParameters.FromSeed(parameters, seed);
            new MLDsaKeyGeneration(set.Shape).Expand(seed, expandedKey, publicKey);

            Assert.Equal(expected.GetEncoded(), expandedKey);
            Assert.Equal(expected.GetPublicKeyEncoded(), publicKey);
        }
    }

    /// <summary>FIPS 204, Algorithm 15: every half-byte, packed as eta minus its coefficient, or refused.</summary>
    [Theory]
    [InlineData("ML-DSA-44", new[] { 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4 })]
    [InlineData("ML-DSA-65", new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void Given_EveryHalfByte_When_Sampled_Expect_Fips204Algorithm15(string name, int[] values)
    {
        MLDsaShape shape = MLDsaSet.Of(name).Shape;
        byte[] stream = [.. Enumerable.Range(0, MLDsaSecretSampling.StreamSize).Select(static i => (byte)((i % 16) | (15 << 4)))];
        byte[] packed = new byte[shape.EtaPolynomialSize];
        int[] coefficients = new int[MLDsaShape.N];

        MLDsaSecretSampling.RejBoundedPoly(stream, shape, packed);
        MLDsaPacking.UnpackEta(packed, shape.Eta, shape.EtaBits, coefficients);

        Assert.Equal(Enumerable.Range(0, MLDsaShape.N).Select(j => shape.Eta - values[j % values.Length]), coefficients);
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_StreamWithTooFewCoefficients_When_Sampled_Expect_Refused(string name)
    {
        MLDsaShape shape = MLDsaSet.Of(name).Shape;
        byte[] stream = [.. Enumerable.Repeat((byte)0xFF, MLDsaSecretSampling.StreamSize)];
        stream.AsSpan(0, 127).Clear();
        stream[127] = 0xF0;

        Assert.Throws<CryptographicException>(
            () => MLDsaSecretSampling.RejBoundedPoly(stream, shape, new byte[shape.EtaPolynomialSize]));
        stream[^1] = 0x0F;
        MLDsaSecretSampling.RejBoundedPoly(stream, shape, new byte[shape.EtaPolynomialSize]);
    }
}
