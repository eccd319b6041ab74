using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Gives BouncyCastle the framework's generator, so that all randomness comes through one seam. Stateless beyond that generator.
/// </summary>
internal sealed class SeamRandom(RandomNumberGenerator random) : IRandomGenerator
{
    /// <summary>A <see cref="SecureRandom"/> that draws every byte from the generator and mixes nothing in.</summary>
    public static SecureRandom Over(RandomNumberGenerator random) => new(new SeamRandom(random));

    public void NextBytes(byte[] bytes) => random.GetBytes(bytes);

    public void NextBytes(byte[] bytes, int start, int len) => random.GetBytes(bytes, start, len);

    public void NextBytes(Span<byte> bytes) => random.GetBytes(bytes);

    // The generator needs no help, and a test's recorded bytes must come out as they are.
    public void AddSeedMaterial(byte[] seed)
    {
    }

    public void AddSeedMaterial(ReadOnlySpan<byte> seed)
    {
    }

    public void AddSeedMaterial(long seed)
    {
    }
}
