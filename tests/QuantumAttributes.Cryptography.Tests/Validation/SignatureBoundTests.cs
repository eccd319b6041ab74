namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// FIPS 204, Algorithm 8, line 13: every coefficient of z is below gamma1 - beta. Without that check a signature proves nothing,
/// and no
/// published sigVer vector of ours would notice. The accepted cases show that the refused ones are right in everything else.
/// </summary>
public class SignatureBoundTests
{
    private const int Bound = BoundarySigner.Gamma1 - BoundarySigner.Beta;

    public static TheoryData<string, int, bool> Boundary
    {
        get
        {
            TheoryData<string, int, bool> rows = [];
            foreach (string provider in (string[])[ProviderUnderTest.BouncyCastle, ProviderUnderTest.Platform])
            {
                rows.Add(provider, Bound - 1, true);
                rows.Add(provider, Bound, false);
                rows.Add(provider, BoundarySigner.Gamma1, false);
                rows.Add(provider, -(Bound - 1), true);
                rows.Add(provider, -Bound, false);
                rows.Add(provider, -(BoundarySigner.Gamma1 - 1), false);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Boundary))]
    public void Given_CoefficientOfZNearItsBound_When_Verified_Expect_AcceptedOnlyBelow(string provider, int coefficient, bool accepted)
    {
        using SigningKey key =
            SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32), ProviderUnderTest.Set(provider));
        BoundarySigner signer = new(Keys.Expanded(SignatureAlgorithm.MLDsa65, Keys.Counting(32)));
        byte[] data = "data"u8.ToArray();

        Assert.Equal(accepted, key.VerifyingKey.Verify(data, signer.Sign(data, coefficient)));
    }
}
