namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// FIPS 204, Algorithm 8, line 13: every coefficient of z is below gamma1 - beta. Without that check a signature proves nothing,
/// and no
/// published sigVer vector of ours would notice. The accepted cases show that the refused ones are right in everything else.
/// </summary>
public class SignatureBoundTests
{
    public static TheoryData<string, string, int, bool> Boundary
    {
        get
        {
            TheoryData<string, string, int, bool> rows = [];
            foreach (string provider in ProviderUnderTest.All)
            {
                foreach (MLDsaSet set in MLDsaSet.All)
                {
                    int bound = set.Gamma1 - set.Beta;
                    rows.Add(provider, set.Name, bound - 1, true);
                    rows.Add(provider, set.Name, bound, false);
                    rows.Add(provider, set.Name, set.Gamma1, false);
                    rows.Add(provider, set.Name, -(bound - 1), true);
                    rows.Add(provider, set.Name, -bound, false);
                    rows.Add(provider, set.Name, -(set.Gamma1 - 1), false);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Boundary))]
    public void Given_CoefficientOfZNearItsBound_When_Verified_Expect_AcceptedOnlyBelow(
        string provider, string name, int coefficient, bool accepted)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        using SigningKey key = SigningKey.ImportSeed(set.Algorithm, Keys.Counting(32), ProviderUnderTest.Set(provider));
        BoundarySigner signer = new(set, Keys.Expanded(set.Algorithm, Keys.Counting(32)));
        byte[] data = "data"u8.ToArray();

        Assert.Equal(accepted, key.VerifyingKey.Verify(data, signer.Sign(data, coefficient)));
    }
}
