using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class TurboShakeTests(ITestOutputHelper output)
{
    private const string File = "rfc9861/turboshake.json";

    [Theory]
    [InlineData("TurboSHAKE128", 16)]
    [InlineData("TurboSHAKE256", 15)]
    public void Given_RfcMessages_When_Hashed_Expect_RfcOutputs(string function, int expected)
    {
        int cases = 0;
        foreach (JsonElement test in VectorFile.ReadJson(File).EnumerateArray()
            .Where(t => t.GetProperty("function").GetString() == function))
        {
            byte[] hash = new byte[test.GetProperty("L").GetInt32()];
            if (function == "TurboSHAKE128")
                TurboShake.TurboShake128(Message(test), test.Hex("D")[0], hash);
            else
                TurboShake.TurboShake256(Message(test), test.Hex("D")[0], hash);

            byte[] last = test.Hex("output");
            Assert.Equal(last, hash[^last.Length..]);
            cases++;
        }

        output.WriteLine($"{File} {function} on QuantumAttributes: {cases} cases");
        Assert.Equal(expected, cases);
    }

    [Fact]
    public void Given_NoSeparationByte_When_Hashed_Expect_ThatOfTheRfc()
    {
        (byte[] bare, byte[] separated) = (new byte[64], new byte[64]);
        TurboShake.TurboShake128("data"u8, bare);
        TurboShake.TurboShake128("data"u8, 0x1F, separated);
        Assert.Equal(separated, bare);

        TurboShake.TurboShake256("data"u8, bare);
        TurboShake.TurboShake256("data"u8, 0x1F, separated);
        Assert.Equal(separated, bare);
    }

    /// <summary>
    /// All of the permutation and of the sponge but the number of rounds, around the edges of one and two blocks.
    /// </summary>
    [Theory]
    [InlineData(128, 168)]
    [InlineData(256, 136)]
    public void Given_TwentyFourRounds_When_Hashed_Expect_BouncyCastlesShake(int strength, int rate)
    {
        for (int size = 0; size <= (2 * rate) + 2; size++)
        {
            byte[] message = RandomNumberGenerator.GetBytes(size);
            (byte[] ours, byte[] theirs) = (new byte[1 + size], new byte[1 + size]);
            Keccak.Hash(message, 0x1F, rate, rounds: 24, ours);
            Sha3.BouncyCastleShake(strength, message, theirs);
            Assert.Equal(theirs, ours);
        }
    }

    private static byte[] Message(JsonElement test) => test.TryGetProperty("ptn", out JsonElement size)
        ? [.. Enumerable.Range(0, size.GetInt32()).Select(static i => (byte)(i % 251))]
        : test.Hex("message");
}
