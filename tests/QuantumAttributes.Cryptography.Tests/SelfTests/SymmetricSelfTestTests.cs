using System.Security.Cryptography;
using QuantumAttributes.Cryptography.Tests.Symmetric;

namespace QuantumAttributes.Cryptography.Tests.SelfTests;

/// <summary>The self-test of the symmetric cryptography passes what is right, and nothing that is not.</summary>
public class SymmetricSelfTestTests
{
    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_WhatWeHave_When_SelfTested_Expect_Passed(string name) => SymmetricSelfTest.Run(SymmetricUnderTest.Of(name));

    [Theory]
    [InlineData(Fault.Ciphertext, "AES-256-GCM")]
    [InlineData(Fault.Tag, "AES-256-GCM")]
    [InlineData(Fault.TakesAnyTag, "AES-256-GCM")]
    [InlineData(Fault.Extract, "HKDF-SHA-256")]
    [InlineData(Fault.LongCiphertext, "platform's")]
    [InlineData(Fault.LongPlaintext, "platform's")]
    [InlineData(Fault.Expand, "HKDF-SHA-256")]
    [InlineData(Fault.ExpandThree, "HKDF-SHA-256")]
    public void Given_OneFault_When_SelfTested_Expect_ItNamed(Fault fault, string algorithm)
    {
        CryptographicException e = Assert.Throws<CryptographicException>(() => SymmetricSelfTest.Run(new Faulty(fault)));
        Assert.Contains(algorithm, e.Message);
    }

    public enum Fault
    {
        Ciphertext,
        Tag,
        TakesAnyTag,
        LongCiphertext,
        LongPlaintext,
        Extract,
        Expand,
        ExpandThree,
    }

    private sealed class Faulty(Fault fault) : SymmetricCryptography
    {
        public override Aes256Gcm CreateAes256Gcm(ReadOnlySpan<byte> key) => new FaultyCipher(Platform.CreateAes256Gcm(key), fault);

        public override void HmacSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac) => Platform.HmacSha256(key, message, mac);

        public override void HkdfExtract(HashAlgorithmName hash, ReadOnlySpan<byte> inputKeyMaterial, ReadOnlySpan<byte> salt, Span<byte> prk)
        {
            Platform.HkdfExtract(hash, inputKeyMaterial, salt, prk);
            prk[0] ^= fault == Fault.Extract ? (byte)1 : (byte)0;
        }

        public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Span<byte> output, ReadOnlySpan<byte> info)
        {
            Platform.HkdfExpand(hash, prk, output, info);
            output[^1] ^= fault == Fault.Expand ? (byte)1 : (byte)0;
        }

        public override void HkdfExpand(HashAlgorithmName hash, ReadOnlySpan<byte> prk, Expansion first, Expansion second, Expansion third)
        {
            Platform.HkdfExpand(hash, prk, first, second, third);
            third.Output[^1] ^= fault == Fault.ExpandThree ? (byte)1 : (byte)0;
        }
    }

    private sealed class FaultyCipher(Aes256Gcm right, Fault fault) : Aes256Gcm
    {
        private const int Chunk = 128; // what ours encrypts at a time

        public override void Encrypt(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData = default)
        {
            right.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
            ciphertext[^1] ^= fault == Fault.Ciphertext ? (byte)1 : (byte)0;
            tag[^1] ^= fault == Fault.Tag ? (byte)1 : (byte)0;
            ciphertext[^1] ^= fault == Fault.LongCiphertext && ciphertext.Length > Chunk ? (byte)1 : (byte)0;
        }

        public override void Decrypt(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData = default)
        {
            try
            {
                right.Decrypt(nonce, ciphertext, tag, plaintext, associatedData);
                plaintext[0] ^= fault == Fault.LongPlaintext && plaintext.Length > Chunk ? (byte)1 : (byte)0;
            }
            catch (AuthenticationTagMismatchException) when (fault is Fault.TakesAnyTag or Fault.Ciphertext or Fault.Tag)
            {
            }
        }

        public override void Dispose() => right.Dispose();
    }
}
