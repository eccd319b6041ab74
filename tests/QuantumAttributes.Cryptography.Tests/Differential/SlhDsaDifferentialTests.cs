using System.Globalization;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// SLH-DSA on the platform against BouncyCastle: a new key of one, which both hold alike, signs what both accept; both refuse
/// what was changed. Five cases for each set; the small sets, which take seconds, share them out, four to the platform.
/// QUANTUM_DIFFERENTIAL_SLHDSA_CASES sets another number.
/// </summary>
public class SlhDsaDifferentialTests(ITestOutputHelper output)
{
    private const string CountVariable = "QUANTUM_DIFFERENTIAL_SLHDSA_CASES";
    private const int MaxContextSize = 255;

    private static readonly int Count = Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } count
        ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)
        : 5;

    private static readonly Gen<(SignatureCase, Corruption)> Cases = Gen.Select(
        Gen.OneOf(
            SignatureCase.Of(SignatureInputKind.Message, MaxContextSize),
            SignatureCase.Of(SignatureInputKind.PreHash, MaxContextSize)),
        Corruption.Any);

    public static TheoryData<string, string, int> Rows
    {
        get
        {
            TheoryData<string, string, int> rows = [];
            foreach (string set in SlhDsaSets.Fast)
            {
                rows.Add(set, ProviderUnderTest.Platform, Count);
                rows.Add(set, ProviderUnderTest.BouncyCastle, Count);
            }

            foreach (string set in SlhDsaSets.Small)
            {
                rows.Add(set, ProviderUnderTest.Platform, Count - (Count / 5));
                rows.Add(set, ProviderUnderTest.BouncyCastle, Count / 5);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Given_KeyOfOneProvider_When_ItSigns_Expect_SameVerdictsOfBoth(string set, string signs, int cases)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet platform = SlhDsaSets.Provider(ProviderUnderTest.Platform);
        ProviderSet bouncyCastle = SlhDsaSets.Provider(ProviderUnderTest.BouncyCastle);
        (ProviderSet one, ProviderSet other) =
            signs == ProviderUnderTest.Platform ? (platform, bouncyCastle) : (bouncyCastle, platform);
        int ran = 0;
        Cases.Sample(
            input =>
            {
                Compare(algorithm, one, other, input.Item1, input.Item2);
                ran++;
            },
            iter: cases,
            threads: 1);

        output.WriteLine($"differential {set}, {signs} signs: {ran} cases");
        Assert.Equal(cases, ran);
    }

    private static void Compare(
        SignatureAlgorithm algorithm, ProviderSet one, ProviderSet other, SignatureCase signed, Corruption corruption)
    {
        using SigningKey key = SigningKey.Generate(algorithm, one);
        byte[] expanded = Keys.Expanded(key);
        using SigningKey again = SigningKey.ImportExpanded(algorithm, expanded, other);
        Assert.Equal(expanded, Keys.Expanded(again));
        Assert.Equal(key.VerifyingKey.Export(), again.VerifyingKey.Export());

        byte[] signature = signed.SignBy(key);
        AssertVerdict(true, signed, signature);
        AssertVerdict(false, signed, corruption.Of(signature));
        AssertVerdict(false, signed with { Context = signed.Context is [_, .. byte[] rest] ? rest : [0] }, signature);
        AssertVerdict(false, signed with { Data = signed.Data is [] ? [0] : corruption.Of(signed.Data) }, signature);

        void AssertVerdict(bool expected, SignatureCase input, byte[] bytes)
        {
            Assert.Equal(expected, input.VerifyBy(key.VerifyingKey, bytes));
            Assert.Equal(expected, input.VerifyBy(again.VerifyingKey, bytes));
        }
    }
}
