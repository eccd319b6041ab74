using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests;

public class ChannelAlgorithmsTests
{
    [Fact]
    public void Given_TheProtocol_When_ItsAlgorithmsAreRead_Expect_TheKemOfEachSuiteAndTheSignaturesOfTheWire() =>
        Assert.Equal(
            [
                KemAlgorithm.XWing, KemAlgorithm.MLKem768P256, KemAlgorithm.MLKem1024P384, KemAlgorithm.MLKem1024,
                SignatureAlgorithm.MLDsa44, SignatureAlgorithm.MLDsa65, SignatureAlgorithm.MLDsa87,
            ],
            ChannelAlgorithms.All);
}
