using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>AES-256-GCM and SHA-256 from BouncyCastle.</summary>
internal static class Primitives
{
    public static byte[] Sha256(params byte[][] parts) => ReferenceHash.Sha256.Hash(parts);

    public static byte[] Seal(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) =>
        Run(true, key, nonce, plaintext, associatedData);

    /// <exception cref="InvalidCipherTextException">The tag is wrong.</exception>
    public static byte[] Open(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData) =>
        Run(false, key, nonce, ciphertext, associatedData);

    private static byte[] Run(bool forEncryption, byte[] key, byte[] nonce, byte[] input, byte[] associatedData)
    {
        var cipher = new GcmBlockCipher(AesUtilities.CreateEngine());
        cipher.Init(forEncryption, new AeadParameters(new KeyParameter(key), 128, nonce, associatedData));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        int length = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        length += cipher.DoFinal(output, length);
        return output[..length];
    }
}
