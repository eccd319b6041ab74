using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static QuantumAttributes.Cryptography.Tests.Vector.Coefficients;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>
/// Every buffer that vectors read and write, against a page that nobody may touch: at its end, and at its beginning. An access
/// beyond it does not fail these tests, it ends their process.
/// </summary>
public class MLDsaGuardPageTests
{
    private delegate void Operation(Span<byte> bytes, ref MLDsaPolynomial w);

    public static TheoryData<string, bool> SetsAndEnds
    {
        get
        {
            TheoryData<string, bool> rows = [];
            foreach (MLDsaSet set in MLDsaSet.All)
            {
                rows.Add(set.Name, true);
                rows.Add(set.Name, false);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(SetsAndEnds))]
    public void Given_GuardedBuffers_When_KeysMadeAndUsed_Expect_NothingBeyondThemTouched(string set, bool atEnd)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ISignatureScheme scheme = MLDsaSchemes.Vector(set);
        using GuardedMemory seed = new(Keys.Counting(32), atEnd);
        using GuardedMemory publicKey = new(new byte[algorithm.PublicKeySize], atEnd);
        using GuardedMemory expandedKey = new(new byte[algorithm.ExpandedPrivateKeySize!.Value], atEnd);
        using GuardedMemory signature = new(new byte[algorithm.SignatureSize], atEnd);
        using ISigner signer = scheme.CreateSignerFromSeed(seed.Span);
        signer.ExportPublicKey(publicKey.Span);
        signer.ExportExpandedKey(expandedKey.Span);
        using ISigner imported = scheme.CreateSignerFromExpandedKey(expandedKey.Span);
        using IVerifier verifier = scheme.CreateVerifier(publicKey.Span);
        foreach (int size in (int[])[0, 1, 7, 8, 70, 71, 134, 135, 136, 137, 1000])
        {
            using GuardedMemory message = new(Keys.Counting(size), atEnd);
            using GuardedMemory context = new(Keys.Counting(size % 256), atEnd);
            SignatureInput input = SignatureInput.OfMessage(message.Span, context.Span);
            imported.Sign(input, signature.Span, SigningMode.Deterministic);
            Assert.True(verifier.Verify(input, signature.Span));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_GuardedBuffers_When_Encoded_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        Unpack<Bits3>(atEnd);
        Unpack<Bits4>(atEnd);
        Unpack<Bits10>(atEnd);
        Unpack<Bits13>(atEnd);
        Unpack<Bits18>(atEnd);
        Unpack<Bits20>(atEnd);
        MLDsaHint h = default;
        Run(128, atEnd, (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaCommitment.Recover<MLDsa65Parameters>(in h, in w, bytes));
        Run(192, atEnd, (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaCommitment.Recover<MLDsa44Parameters>(in h, in w, bytes));
        Run(128, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaCommitment.Commit<MLDsa65Parameters>(ref w, ref w, bytes));
        Run(192, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaCommitment.Commit<MLDsa44Parameters>(ref w, ref w, bytes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_GuardedBuffers_When_SampledAndTransformed_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        foreach (byte fill in (byte[])[0, 0x55, 0xFF])
        {
            for (int size = 0; size < 24 * 40; size += 4)
            {
                byte[] content = [.. Enumerable.Repeat(fill, size)];
                Run(content, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
                    MLDsaRejection.SampleUniform(bytes, ref w, 0));
                Run(content, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
                    MLDsaRejection.SampleUniform(bytes, ref w, 245));
                Run(content, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
                    MLDsaRejection.SampleBounded<MLDsa44Parameters>(bytes, ref w, 0));
                Run(content, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
                    MLDsaRejection.SampleBounded<MLDsa65Parameters>(bytes, ref w, 251));
            }
        }

        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaNtt.Forward(ref w));
        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaNtt.InverseToMontgomery(ref w));
        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaNtt256.Forward(ref w));
        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaNtt256.InverseToMontgomery(ref w));
        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaProduct.Multiply(in w, in w, ref w));
        Run(0, atEnd, static (Span<byte> _, ref MLDsaPolynomial w) => MLDsaNorm.IsBelow(in w, 1));
    }

    private static void Unpack<TWidth>(bool atEnd)
        where TWidth : IBitWidth
    {
        Run(32 * TWidth.Bits, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaUnpacking.BitUnpack<TWidth>(bytes, 1, ref w));
        Run(32 * TWidth.Bits, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaUnpacking.SimpleBitUnpack<TWidth>(bytes, ref w));
        Run(32 * TWidth.Bits, atEnd, static (Span<byte> bytes, ref MLDsaPolynomial w) =>
            MLDsaBitPacking.BitPack(in w, 0, TWidth.Bits, bytes));
    }

    private static void Run(int size, bool atEnd, Operation operation) => Run(new byte[size], atEnd, operation);

    private static void Run(byte[] content, bool atEnd, Operation operation)
    {
        NeedAvx2();
        using GuardedMemory bytes = new(content, atEnd);
        using GuardedMemory polynomial = new(new byte[MLDsaPolynomial.Size], atEnd);
        operation(bytes.Span, ref Unsafe.As<byte, MLDsaPolynomial>(ref MemoryMarshal.GetReference(polynomial.Span)));
    }
}
