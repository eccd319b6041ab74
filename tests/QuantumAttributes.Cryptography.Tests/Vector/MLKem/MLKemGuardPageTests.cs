using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>
/// Every buffer that vectors read and write, against a page that nobody may touch: at its end, and at its beginning. An access beyond it
/// does not fail these tests, it ends their process.
/// </summary>
public class MLKemGuardPageTests
{
    private delegate void Operation(Span<byte> bytes, ref MLKemPolynomial w);

    public static TheoryData<string, bool> SetsAndEnds =>
        new MatrixTheoryData<string, bool>(["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "X-Wing"], [true, false]);

    public static TheoryData<bool> Ends => [true, false];

    [Theory]
    [MemberData(nameof(SetsAndEnds))]
    public void Given_GuardedBuffers_When_KeysMadeAndUsed_Expect_NothingBeyondThemTouched(string set, bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        IKem kem = new VectorProvider().FindKem(algorithm)!;
        using GuardedMemory seed = new(Keys.Counting(algorithm.SeedSize!.Value), atEnd);
        using GuardedMemory publicKey = new(new byte[algorithm.PublicKeySize], atEnd);
        using GuardedMemory ciphertext = new(new byte[algorithm.CiphertextSize], atEnd);
        using GuardedMemory sent = new(new byte[algorithm.SharedSecretSize], atEnd);
        using GuardedMemory received = new(new byte[algorithm.SharedSecretSize], atEnd);
        using IDecapsulator decapsulator = kem.CreateDecapsulatorFromSeed(seed.Span);
        decapsulator.ExportPublicKey(publicKey.Span);
        using IEncapsulator encapsulator = kem.CreateEncapsulator(publicKey.Span);
        encapsulator.Encapsulate(ciphertext.Span, sent.Span);
        decapsulator.Decapsulate(ciphertext.Span, received.Span);
        Assert.Equal(sent.Span, received.Span);
        if (algorithm.ExpandedPrivateKeySize is not { } size)
            return;

        using GuardedMemory expandedKey = new(new byte[size], atEnd);
        decapsulator.ExportExpandedKey(expandedKey.Span);
        using IDecapsulator imported = kem.CreateDecapsulatorFromExpandedKey(expandedKey.Span);
        imported.Decapsulate(ciphertext.Span, received.Span);
        Assert.Equal(sent.Span, received.Span);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_GuardedBuffers_When_EncodedAndDecoded_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        foreach (int d in (int[])[4, 5, 10, 11, 12])
        {
            Run(32 * d, atEnd, (Span<byte> bytes, ref MLKemPolynomial w) => MLKemByteEncoding.Decode(bytes, d, ref w));
            Run(32 * d, atEnd, (Span<byte> bytes, ref MLKemPolynomial w) => MLKemByteEncoding.Encode(in w, d, bytes));
        }

        Run(32, atEnd, (Span<byte> bytes, ref MLKemPolynomial w) => MLKemCompression.ToMessage(in w, bytes));
        Run(32, atEnd, (Span<byte> bytes, ref MLKemPolynomial w) => MLKemCompression.AddMessage(bytes, ref w));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_GuardedBuffers_When_Sampled_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        Run(128, atEnd, static (Span<byte> bytes, ref MLKemPolynomial w) => MLKemBinomialSampling.Sample(bytes, 2, ref w));
        Run(192, atEnd, static (Span<byte> bytes, ref MLKemPolynomial w) => MLKemBinomialSampling.Sample(bytes, 3, ref w));

        // Candidates that are taken, from every place in the polynomial on: the last ones must not be written beyond it.
        for (int count = 0; count <= MLKemRing.N; count++)
        {
            int start = count;
            Run(504, atEnd, (Span<byte> bytes, ref MLKemPolynomial w) =>
            {
                bytes.Fill(0x11);
                Assert.Equal(MLKemRing.N, MLKemUniformSampling.Sample(bytes, ref w, start));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_GuardedPolynomials_When_Transformed_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        Run(32, atEnd, static (Span<byte> bytes, ref MLKemPolynomial w) =>
        {
            MLKemNtt.Forward(ref w);
            MLKemNtt.InverseToMontgomery(ref w);
            MLKemCompression.Compress(ref w, 10);
            MLKemCompression.Decompress(ref w, 10);
        });
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_GuardedBuffers_When_BlocksSqueezed_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        using GuardedMemory seed = new(Keys.Counting(32), atEnd);
        foreach (int rate in (int[])[ShakeBatch.Rate128, ShakeBatch.Rate256])
        {
            foreach (int lanes in (int[])[1, 4, 5, 8])
            {
                using ShakeBatch batch = new(rate, seed.Span, new ushort[lanes]);
                using GuardedMemory blocks = new(new byte[batch.OutputLanes * rate], atEnd);
                batch.Squeeze(blocks.Span, rate);
                Assert.Equal(blocks.Span[..rate], blocks.Span.Slice((lanes - 1) * rate, rate));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_GuardedCiphertexts_When_Selected_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        MLKemPolynomials.NeedAvx2();
        foreach (int size in (int[])[768, 1088, 1568])
        {
            using GuardedMemory ciphertext = new(RandomNumberGenerator.GetBytes(size), atEnd);
            using GuardedMemory again = new(ciphertext.Span, atEnd);
            using GuardedMemory secret = new(RandomNumberGenerator.GetBytes(32), atEnd);
            using GuardedMemory rejection = new(RandomNumberGenerator.GetBytes(32), atEnd);
            using GuardedMemory selected = new(new byte[32], atEnd);
            MLKemSelection.Select(ciphertext.Span, again.Span, secret.Span, rejection.Span, selected.Span);
            Assert.Equal(secret.Span, selected.Span);
        }
    }

    private static void Run(int size, bool atEnd, Operation operation)
    {
        using GuardedMemory bytes = new(new byte[size], atEnd);
        using GuardedMemory polynomial = new(new byte[MLKemPolynomial.Size], atEnd);
        operation(bytes.Span, ref MemoryMarshal.AsRef<MLKemPolynomial>(polynomial.Span));
    }
}
