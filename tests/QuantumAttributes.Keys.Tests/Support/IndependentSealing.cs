using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Keys.Tests;

/// <summary>HKDF-SHA256 and AES-256-GCM by BouncyCastle: key and nonce from a secret, a salt and a label.</summary>
internal static class IndependentSealing
{
    public static byte[] Encrypt(byte[] secret, byte[] salt, byte[] label, byte[] plaintext, byte[] associatedData) =>
        Run(true, secret, salt, label, plaintext, associatedData);

    public static byte[] Decrypt(byte[] secret, byte[] salt, byte[] label, byte[] ciphertext, byte[] associatedData) =>
        Run(false, secret, salt, label, ciphertext, associatedData);

    private static byte[] Run(bool encrypt, byte[] secret, byte[] salt, byte[] label, byte[] input, byte[] associatedData)
    {
        HkdfBytesGenerator hkdf = new(new Sha256Digest());
        hkdf.Init(new HkdfParameters(secret, salt, label));
        byte[] keyAndNonce = new byte[44];
        hkdf.GenerateBytes(keyAndNonce, 0, keyAndNonce.Length);
        GcmBlockCipher cipher = new(new AesEngine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(keyAndNonce[..32]), 128, keyAndNonce[32..], associatedData));
        byte[] output = new byte[cipher.GetOutputSize(input.Length)];
        int written = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, written);
        return output;
    }
}
