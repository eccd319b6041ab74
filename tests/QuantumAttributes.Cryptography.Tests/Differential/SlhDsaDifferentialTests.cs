using System.Globalization;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// SLH-DSA on the platform against BouncyCastle: a key of one, which both expand alike, signs what the other verifies. Both refuse
/// what was changed. Five cases for each set; the small sets, which take seconds, share them out, four to the platform.
/// QUANTUM_DIFFERENTIAL_SLHDSA_CASES sets another number.
/// </summary>
public class SlhDsaDifferentialTests(ITestOutputHelper output)
{
    private const string CountVariable = "QUANTUM_DIFFERENTIAL_SLHDSA_CASES";

    private static readonly int Count = Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } count
        ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)
        : 5;

    private static readonly (string Oid, int Size)[] HashFunctions =
        [.. new[] { 32, 48, 64, 28, 28, 32, 28, 32, 48, 64, 32, 64 }.Select((size, i) => ($"2.16.840.1.101.3.4.2.{i + 1}", size))];

    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 255], Gen.Int[0, HashFunctions.Length - 1], Gen.Bool, Gen.Int[0, int.MaxValue],
        static (data, context, function, preHash, place) => new Case(data, context, preHash ? function : null, place));

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
                Compare(algorithm, one, other, input);
                ran++;
            },
            iter: cases,
            threads: 1);

        output.WriteLine($"differential {set}, {signs} signs: {ran} cases");
        Assert.Equal(cases, ran);
    }

    private static void Compare(SignatureAlgorithm algorithm, ProviderSet one, ProviderSet other, Case input)
    {
        using SigningKey key = SigningKey.Generate(algorithm, one);
        byte[] expanded = SlhDsaSets.Export(key);
        using SigningKey again = SigningKey.ImportExpanded(algorithm, expanded, other);
        Assert.Equal(expanded, SlhDsaSets.Export(again));
        Assert.Equal(key.VerifyingKey.Export(), again.VerifyingKey.Export());

        byte[] signature = input.Sign(key);
        Assert.True(input.Verify(key, signature));
        Assert.True(input.Verify(again, signature));

        Assert.All(input.Changed().Append(input), changed =>
        {
            if (ReferenceEquals(changed, input))
                signature[input.Place % signature.Length] ^= 1;
            Assert.False(changed.Verify(key, signature));
            Assert.False(changed.Verify(again, signature));
        });
    }

    private sealed record Case(byte[] Data, byte[] Context, int? Function, int Place)
    {
        private string Oid => HashFunctions[Function!.Value].Oid;

        /// <summary>The data, brought to the size of a hash.</summary>
        private byte[] Hash => [.. Data.Concat(new byte[64]).Take(HashFunctions[Function!.Value].Size)];

        public byte[] Sign(SigningKey key)
        {
            if (Function is null)
                return key.Sign(Data, Context);
            byte[] signature = new byte[key.Algorithm.SignatureSize];
            key.SignPreHash(Hash, signature, Oid, Context);
            return signature;
        }

        public bool Verify(SigningKey key, byte[] signature) => Function is null
            ? key.VerifyingKey.Verify(Data, signature, Context)
            : key.VerifyingKey.VerifyPreHash(Hash, signature, Oid, Context);

        /// <summary>Other data, another context, the other kind.</summary>
        public IEnumerable<Case> Changed() =>
        [
            this with { Data = [(byte)((Data.Length > 0 ? Data[0] : 0) ^ 1), .. Data.Skip(1)] },
            this with { Context = Context.Length > 0 ? Context[1..] : [0] },
            this with { Function = Function is null ? 0 : null },
        ];
    }
}
