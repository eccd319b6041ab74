using System.Runtime.CompilerServices;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// BouncyCastle 2.7.0's Falcon below its key objects and signers, which copy keys into memory that nobody wipes. Here they stay
/// in the caller's arrays. A BouncyCastle that names one of these differently fails every test of Falcon; the package's version
/// is capped for that reason.
/// </summary>
internal static class FalconEngine
{
    private const string EngineType = "Org.BouncyCastle.Pqc.Crypto.Falcon.FalconNist, BouncyCastle.Cryptography";

    /// <summary>An engine for one operation: it holds state.</summary>
    /// <param name="random">Where keys and signatures are drawn from; null to verify.</param>
    /// <param name="logN">The binary logarithm of the degree.</param>
    /// <param name="nonceSize">The size of a nonce.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(EngineType)]
    public static extern object For(SecureRandom? random, uint logN, uint nonceSize);

    /// <summary>Makes a key from 48 bytes of randomness. Returns zero.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="h">h, packed, without header.</param>
    /// <param name="f">f, packed.</param>
    /// <param name="g">g, packed.</param>
    /// <param name="bigF">F, packed.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "crypto_sign_keypair")]
    public static extern int Generate(
        [UnsafeAccessorType(EngineType)] object engine, out byte[] h, out byte[] f, out byte[] g, out byte[] bigF);

    /// <summary>
    /// Signs with a nonce of 40 bytes and a seed of 48, drawn in this order. Returns header, nonce and compressed part.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="attached">False; true is for signatures that contain their message.</param>
    /// <param name="buffer">A buffer of the size that the submission gives a signature.</param>
    /// <param name="message">The message.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Its size.</param>
    /// <param name="key">f, g and F, packed.</param>
    /// <param name="keyOffset">Where they begin.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "crypto_sign")]
    public static extern byte[] Sign(
        [UnsafeAccessorType(EngineType)] object engine,
        bool attached,
        byte[] buffer,
        byte[] message,
        int offset,
        uint length,
        byte[] key,
        int keyOffset);

    /// <summary>Verifies. Returns zero if and only if the signature is good.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="attached">False; true is for signatures that contain their message.</param>
    /// <param name="compressed">The compressed part of the signature, at least one byte.</param>
    /// <param name="nonce">The nonce, 40 bytes.</param>
    /// <param name="message">The message.</param>
    /// <param name="key">h, packed.</param>
    /// <param name="keyOffset">Where it begins.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "crypto_sign_open")]
    public static extern int Verify(
        [UnsafeAccessorType(EngineType)] object engine,
        bool attached,
        byte[] compressed,
        byte[] nonce,
        byte[] message,
        byte[] key,
        int keyOffset);
}
