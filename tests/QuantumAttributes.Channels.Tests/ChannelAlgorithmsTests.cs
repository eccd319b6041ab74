using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests;

public class ChannelAlgorithmsTests
{
    /// <summary>Version 1 of the protocol, with what of it is in this version of the library.</summary>
    [Fact]
    public void Given_TheProtocol_When_ItsAlgorithmsAreRead_Expect_TheKemOfEachSuiteAndTheSignaturesOfTheWire() =>
        Assert.Equal(
            [KemAlgorithm.XWing, SignatureAlgorithm.MLDsa44, SignatureAlgorithm.MLDsa65, SignatureAlgorithm.MLDsa87], ChannelAlgorithms.All);
}
