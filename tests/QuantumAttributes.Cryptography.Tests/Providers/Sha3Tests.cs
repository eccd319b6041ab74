namespace QuantumAttributes.Cryptography.Tests;

public class Sha3Tests
{
    [Theory]
    [InlineData("", "A7FFC6F8BF1ED76651C14756A061D662F580FF4DE43B49FA82D80A4B80F8434A")]
    [InlineData("abc", "3A985DA74FE225B2045C172D6BD390BD855F086E3E9D525B46BFE24511431532")]
    public void Given_NistExamples_When_HashedByEither_Expect_NistSha3_256(string text, string expected)
    {
        byte[] chosen = new byte[32];
        byte[] fallback = new byte[32];
        Sha3.Sha3_256(System.Text.Encoding.ASCII.GetBytes(text), chosen);
        Sha3.BouncyCastleSha3(256, System.Text.Encoding.ASCII.GetBytes(text), fallback);

        Assert.Equal(expected, Convert.ToHexString(chosen));
        Assert.Equal(expected, Convert.ToHexString(fallback));
    }

    [Fact]
    public void Given_NistExample_When_HashedByEither_Expect_NistShake256()
    {
        const string Expected = "46B9DD2B0BA88D13233B3FEB743EEB243FCD52EA62B81B82B50C27646ED5762F";
        byte[] chosen = new byte[32];
        byte[] fallback = new byte[32];
        Sha3.Shake256([], chosen);
        Sha3.BouncyCastleShake(256, [], fallback);

        Assert.Equal(Expected, Convert.ToHexString(chosen));
        Assert.Equal(Expected, Convert.ToHexString(fallback));
    }
}
