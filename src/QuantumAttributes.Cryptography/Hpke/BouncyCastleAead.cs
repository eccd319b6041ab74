using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using BouncyCastleChaCha20Poly1305 = Org.BouncyCastle.Crypto.Modes.ChaCha20Poly1305;

namespace QuantumAttributes.Cryptography;

/// <summary>HPKE's ciphers from BouncyCastle, for machines whose platform has them not.</summary>
internal sealed class BouncyCastleAead : AeadCipher
{
    private readonly HpkeAead _aead;
    private readonly KeyParameter _key;

    public BouncyCastleAead(HpkeAead aead, ReadOnlySpan<byte> key)
    {
        _aead = aead;
        _key = new KeyParameter(key);
    }

    public override void Seal(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
        Process(forEncryption: true, nonce, aad, plaintext, ciphertext);

    public override void Open(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        // A buffer of its own, since BouncyCastle writes plaintext before it has seen the tag.
        using SecretBytes unverified = new(plaintext.Length);
        try
        {
            Process(forEncryption: false, nonce, aad, ciphertext, unverified.Span);
        }
        catch (InvalidCipherTextException e)
        {
            throw new AuthenticationTagMismatchException("The tag of the ciphertext is wrong.", e);
        }

        unverified.Span.CopyTo(plaintext);
    }

    public override void Dispose() => BouncyCastleSecrets.Erase(_key);

    private void Process(
        bool forEncryption, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> input, Span<byte> output)
    {
        IAeadCipher cipher =
            _aead == HpkeAead.ChaCha20Poly1305 ? new BouncyCastleChaCha20Poly1305() : new GcmBlockCipher(AesUtilities.CreateEngine());
        cipher.Init(forEncryption, new ParametersWithIV(_key, nonce));
        cipher.ProcessAadBytes(aad);
        int written = cipher.ProcessBytes(input, output);
        cipher.DoFinal(output[written..]);
    }
}
