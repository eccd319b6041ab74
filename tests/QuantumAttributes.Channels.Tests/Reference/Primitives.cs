using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The primitives of suite 0x0001 from BouncyCastle; HKDF (RFC 5869) by hand.</summary>
internal static class Primitives
{
    public static byte[] Sha256(params byte[][] parts)
    {
        var digest = new Sha256Digest();
        foreach (byte[] part in parts)
            digest.BlockUpdate(part, 0, part.Length);
        var hash = new byte[32];
        digest.DoFinal(hash, 0);
        return hash;
    }

    public static byte[] Hmac(byte[] key, params byte[][] parts)
    {
        var mac = new HMac(new Sha256Digest());
        mac.Init(new KeyParameter(key));
        foreach (byte[] part in parts)
            mac.BlockUpdate(part, 0, part.Length);
        var result = new byte[32];
        mac.DoFinal(result, 0);
        return result;
    }

    public static byte[] Extract(byte[] salt, byte[] inputKeyMaterial) => Hmac(salt, inputKeyMaterial);

    public static byte[] Expand(byte[] prk, byte[] info, int length)
    {
        byte[] output = [], block = [];
        for (byte counter = 1; output.Length < length; counter++)
        {
            block = Hmac(prk, block, info, [counter]);
            output = Bits.Join(output, block);
        }

        return output[..length];
    }

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
