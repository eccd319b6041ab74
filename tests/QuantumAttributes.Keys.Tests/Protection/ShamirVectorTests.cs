using System.Text.Json;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class ShamirVectorTests(ITestOutputHelper output)
{
    private const int MostSubsets = 100;

    [Theory]
    [InlineData("shamir-secret-sharing 0.0.4")]
    [InlineData("shamir 0.7.1")]
    public void Given_SharesOfAnotherImplementation_When_Combined_Expect_ItsSecretOfEverySubset(string implementation)
    {
        int sets = 0, subsets = 0;
        foreach (JsonElement set in Sets(implementation))
        {
            byte[] secret = set.Bytes("secret");
            KeyShare[] shares = Shares(set);
            foreach (KeyShare[] subset in Subsets(shares, set.Int("threshold")).Append(shares))
            {
                var recovered = new byte[32];
                SecretSharing.Combine(subset, recovered);
                Assert.Equal(secret, recovered);
                subsets++;
            }

            sets++;
        }

        Assert.Equal(8, sets);
        output.WriteLine($"keys/shamir.json shares of {implementation}, combined on QuantumAttributes: {subsets} cases");
    }

    // With the coefficients that it drew: its shares and ours are the same.
    [Fact]
    public void Given_AnothersCoefficients_When_Split_Expect_ItsShares()
    {
        int cases = 0;
        foreach (JsonElement set in Sets("shamir 0.7.1"))
        {
            ReplayedRandom random = new(set.Bytes("coefficients"));
            string[] expected = [.. Shares(set).Select(static share => share.Format())];

            KeyShare[] shares = SecretSharing.Split(set.Bytes("secret"), set.Int("threshold"), expected.Length, random);

            Assert.True(random.IsUsedUp);
            Assert.Equal(expected, shares.Select(static share => share.Format()));
            cases += expected.Length;
        }

        output.WriteLine($"keys/shamir.json shares of shamir 0.7.1, split on QuantumAttributes: {cases} cases");
    }

    // Ours of long ago: what people keep must be readable as long as they keep it.
    [Fact]
    public void Given_SharesThatPeopleKeep_When_Combined_Expect_TheirSecret()
    {
        int cases = 0;
        foreach (JsonElement set in KeyVectors.Read("key-shares.json").EnumerateArray())
        {
            string[] texts = [.. set.GetProperty("shares").EnumerateArray().Select(static text => text.GetString()!)];
            KeyShare[] shares = [.. texts.Select(static text => KeyShare.Parse(text))];
            Assert.Equal(texts, shares.Select(static share => share.Format()));
            foreach (KeyShare[] subset in Subsets(shares, set.Int("threshold")))
            {
                var recovered = new byte[32];
                SecretSharing.Combine(subset, recovered);
                Assert.Equal(set.Bytes("secret"), recovered);
                cases++;
            }
        }

        Assert.True(cases > 0);
        output.WriteLine($"keys/key-shares.json texts, combined on QuantumAttributes: {cases} cases");
    }

    private static IEnumerable<JsonElement> Sets(string implementation) =>
        KeyVectors.Read("shamir.json").EnumerateArray().Where(set => set.Text("implementation") == implementation);

    private static KeyShare[] Shares(JsonElement set)
    {
        string id = ShareText.SetId(set.Bytes("secret"));
        return
        [
            .. from share in set.GetProperty("shares").EnumerateArray()
               let bytes = Convert.FromHexString(share.GetString()!)
               select ShareText.Make(id, set.Int("threshold"), bytes[32], bytes[..32]),
        ];
    }

    /// <summary>Every subset of this size where they are few, and else as many, spread over all.</summary>
    private static IEnumerable<KeyShare[]> Subsets(KeyShare[] shares, int size)
    {
        if (Count(shares.Length, size) <= MostSubsets)
            return All(shares, size);
        Random random = new(9106);
        return Enumerable.Range(0, MostSubsets).Select(_ => Shuffled(shares, random)[..size]);
    }

    private static KeyShare[] Shuffled(KeyShare[] shares, Random random)
    {
        KeyShare[] copy = [.. shares];
        random.Shuffle(copy);
        return copy;
    }

    private static double Count(int n, int size) => Enumerable.Range(1, size).Aggregate(1.0, (count, i) => count * (n - size + i) / i);

    private static IEnumerable<KeyShare[]> All(KeyShare[] shares, int size)
    {
        if (size == 0)
            return [[]];
        return shares.Take(shares.Length - size + 1)
            .SelectMany((share, i) => All(shares[(i + 1)..], size - 1).Select(rest => (KeyShare[])[share, .. rest]));
    }
}
