using System.Security.Cryptography;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Falcon from BouncyCastle, with keys in our memory. Its engine unpacks f, g and F into arrays that nobody wipes, and signs in
/// floating-point arithmetic whose timing nobody has audited.
/// </summary>
internal sealed class BouncyCastleFalcon(FalconShape shape, RandomNumberGenerator random) : ISignatureScheme
{
    private readonly SecureRandom _random = SeamRandom.Over(random);

    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier(shape, publicKey.ToArray());

    public ISigner GenerateSigner()
    {
        FalconEngine.Generate(Engine(shape, _random), out byte[] h, out byte[] f, out byte[] g, out byte[] bigF);
        using SecretBytes expandedKey = new(shape.PrivateKeySize);
        expandedKey.Span[0] = shape.PrivateKeyHeader;
        f.CopyTo(expandedKey.Span[1..]);
        g.CopyTo(expandedKey.Span[(1 + f.Length)..]);
        bigF.CopyTo(expandedKey.Span[(1 + f.Length + g.Length)..]);
        CryptographicOperations.ZeroMemory(f);
        CryptographicOperations.ZeroMemory(g);
        CryptographicOperations.ZeroMemory(bigF);
        return new Signer(shape, _random, expandedKey.Span, [shape.PublicKeyHeader, .. h]);
    }

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        byte[] publicKey = new byte[shape.PublicKeySize];
        new FalconRules(shape).DerivePublicKey(expandedKey, publicKey);
        return new Signer(shape, _random, expandedKey, publicKey);
    }

    private static void CheckInput(SignatureInput input)
    {
        if (input.Kind != SignatureInputKind.Message || !input.Context.IsEmpty)
            throw new AlgorithmNotSupportedException("Falcon signs messages only, and in no context.");
    }

    private static object Engine(FalconShape shape, SecureRandom? random) =>
        FalconEngine.For(random, (uint)shape.LogN, FalconShape.NonceSize);

    private sealed class Verifier(FalconShape shape, byte[] publicKey) : IVerifier
    {
        private readonly Spare<object> _engine = new(() => Engine(shape, random: null));

        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            CheckInput(input);

            // BouncyCastle takes it for granted that there is a header and a nonce.
            const int CompressedOffset = 1 + FalconShape.NonceSize;
            if (signature.Length <= CompressedOffset || signature[0] != shape.SignatureHeader)
                return false;

            byte[] nonce = signature[1..CompressedOffset].ToArray();
            byte[] compressed = signature[CompressedOffset..].ToArray();
            object engine = _engine.Take();
            int error = FalconEngine.Verify(
                engine, attached: false, compressed, nonce, input.Data.ToArray(), publicKey, keyOffset: 1);
            _engine.Return(engine);
            return error == 0;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Signer(FalconShape shape, SecureRandom random, ReadOnlySpan<byte> expandedKey, byte[] publicKey)
        : ISigner
    {
        private readonly SecretBytes _expandedKey = SecretBytes.CopyOf(expandedKey);

        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            CheckInput(input);
            if (mode != SigningMode.Hedged)
                throw new AlgorithmNotSupportedException("Falcon signs with randomness only.");

            byte[] message = input.Data.ToArray();
            byte[] made = FalconEngine.Sign(
                Engine(shape, random),
                attached: false,
                new byte[shape.MaxSignatureSize + 1],
                message,
                offset: 0,
                (uint)message.Length,
                _expandedKey.Array,
                keyOffset: 1);
            made.CopyTo(signature);
            return made.Length;
        }

        public void ExportPublicKey(Span<byte> destination) => publicKey.CopyTo(destination);

        public void ExportExpandedKey(Span<byte> destination) => _expandedKey.Span.CopyTo(destination);

        public void Dispose() => _expandedKey.Dispose();
    }
}
