namespace QuantumAttributes.Cryptography;

/// <summary>
/// The sponge (FIPS 202, section 4) over Keccak-p[1600, n_r] (section 3.3), for any even number of rounds. Here for the functions with
/// twelve of them, which neither the platform nor BouncyCastle has.
/// </summary>
/// <remarks>No branch and no index depends on the message. The state is zeroed.</remarks>
internal static class Keccak
{
    /// <summary>Hashes a message to as many bytes as the output has.</summary>
    /// <param name="message">The message.</param>
    /// <param name="separation">The domain separation bits with the first bit of the padding, 0x01 to 0x7F.</param>
    /// <param name="rate">The bytes absorbed for each permutation: 200 less the capacity, a multiple of 8.</param>
    /// <param name="rounds">The rounds of the permutation, an even number, at most 24.</param>
    /// <param name="output">Receives the hash.</param>
    public static void Hash(ReadOnlySpan<byte> message, byte separation, int rate, int rounds, Span<byte> output)
    {
        using KeccakSponge sponge = new(rate, separation, rounds);
        sponge.Absorb(message);
        sponge.Squeeze(output);
    }
}
