using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The reader that certificates and requests share, without the platform's behind it, which refuses most of this as well.</summary>
public class SignedStructureTests
{
    [Fact]
    public void Given_ThreeParts_When_Read_Expect_Them() => Assert.Equal([1, 2, 3], SignedStructure.Read(Write()).Signature.ToArray());

    [Fact]
    public void Given_DataAfterTheSignature_When_Read_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => SignedStructure.Read(Write(static w => w.WriteNull())));

    [Fact]
    public void Given_DataAfterTheWhole_When_Read_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => SignedStructure.Read([.. Write(), 5, 0]));

    [Fact]
    public void Given_NumberWhereASequenceBelongs_When_Read_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => SignedStructure.Read([0x30, 9, 2, 1, 1, 0x30, 0, 3, 2, 0, 1]));

    private static byte[] Write(Action<AsnWriter>? after = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(1);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("2.16.840.1.101.3.4.3.18");
            writer.WriteBitString([1, 2, 3]);
            after?.Invoke(writer);
        }

        return writer.Encode();
    }
}
