using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

public class SlhDsaKeyTests
{
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";
    private const int SignatureSize = 17088;

    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.SlhDsaSha2_128f;

    /// <summary>The functions of FIPS 205, section 10.2.2, with the sizes of their outputs.</summary>
    public static TheoryData<string, int, string> PreHashFunctions
    {
        get
        {
            TheoryData<string, int, string> rows = [];
            int[] sizes = [32, 48, 64, 28, 28, 32, 28, 32, 48, 64, 32, 64];
            for (int i = 0; i < sizes.Length; i++)
            {
                rows.Add($"2.16.840.1.101.3.4.2.{i + 1}", sizes[i], ProviderUnderTest.BouncyCastle);
                rows.Add($"2.16.840.1.101.3.4.2.{i + 1}", sizes[i], ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(PreHashFunctions))]
    public void Given_Hash_When_Signed_Expect_BoundToHashFunctionAndContext(string oid, int size, string provider)
    {
        using SigningKey key = SigningKey.Generate(Algorithm, SlhDsaSets.Provider(provider));
        byte[] hash = Keys.Counting(size);
        byte[] signature = new byte[SignatureSize];
        key.SignPreHash(hash, signature, oid, "context"u8);

        Assert.True(key.VerifyingKey.VerifyPreHash(hash, signature, oid, "context"u8));
        Assert.False(key.VerifyingKey.VerifyPreHash(hash, signature, oid));
        Assert.False(key.VerifyingKey.VerifyPreHash(Keys.Counting(size, 1), signature, oid, "context"u8));
        Assert.False(key.VerifyingKey.Verify(hash, signature, "context"u8));
        Assert.All(
            PreHashFunctions.Select(static row => row.Data).Where(row => row.Item2 == size && row.Item1 != oid),
            row => Assert.False(key.VerifyingKey.VerifyPreHash(hash, signature, row.Item1, "context"u8)));
    }

    [Fact]
    public void Given_UnknownHashFunctionOrWrongSize_When_Signed_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.Generate(Algorithm);
        byte[] signature = new byte[SignatureSize];

        Assert.Throws<ArgumentException>(() => key.SignPreHash(new byte[20], signature, "1.3.14.3.2.26"));
        Assert.Throws<ArgumentException>(() => key.SignPreHash(new byte[31], signature, Sha256Oid));
    }

    /// <summary>opt_rand is PK.seed (FIPS 205, Algorithm 22 with addrnd left out), which randomness can repeat.</summary>
    [Fact]
    public void Given_DeterministicMode_When_SignedTwice_Expect_TheSignatureOfPublicSeedAsRandomness()
    {
        byte[] expanded = SlhDsaSets.NewKey(Algorithm);
        RecordedRandom publicSeed = new(expanded[32..48]);
        using SigningKey deterministic = SigningKey.ImportExpanded(Algorithm, expanded, BouncyCastle(new RecordedRandom()));
        using SigningKey hedged = SigningKey.ImportExpanded(Algorithm, expanded, BouncyCastle(publicSeed));

        byte[] signature = deterministic.Sign("data"u8, mode: SigningMode.Deterministic);
        Assert.Equal(signature, deterministic.Sign("data"u8, mode: SigningMode.Deterministic));
        Assert.Equal(signature, hedged.Sign("data"u8));
        Assert.Equal(0, publicSeed.Remaining);
    }

    [Fact]
    public void Given_PlatformKey_When_SignedDeterministically_Expect_AlgorithmNotSupportedExceptionAndNothingWritten()
    {
        using SigningKey key = SigningKey.Generate(Algorithm, SlhDsaSets.Provider(ProviderUnderTest.Platform));
        byte[] signature = [.. Enumerable.Repeat((byte)0xAA, SignatureSize)];

        Assert.Throws<AlgorithmNotSupportedException>(
            () => key.Sign("data"u8, signature.AsSpan(), mode: SigningMode.Deterministic));
        Assert.All(signature, static b => Assert.Equal(0, b));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SameData_When_SignedTwice_Expect_TwoSignatures(string provider)
    {
        using SigningKey key = SigningKey.Generate(Algorithm, SlhDsaSets.Provider(provider));
        Assert.NotEqual(key.Sign("data"u8), key.Sign("data"u8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(47)]
    public void Given_RandomnessThatFails_When_KeyGenerated_Expect_TheFailure(int available) =>
        Assert.Throws<RandomnessFailedException>(
            () => SigningKey.Generate(Algorithm, BouncyCastle(new RecordedRandom(new byte[available]))));

    [Fact]
    public void Given_RandomnessThatFails_When_Signed_Expect_TheFailureAndNothingWritten()
    {
        byte[] expanded = SlhDsaSets.NewKey(Algorithm);
        using SigningKey key = SigningKey.ImportExpanded(Algorithm, expanded, BouncyCastle(new RecordedRandom(new byte[15])));
        byte[] signature = [.. Enumerable.Repeat((byte)0xAA, SignatureSize)];

        Assert.Throws<RandomnessFailedException>(() => key.Sign("data"u8, signature.AsSpan()));
        Assert.All(signature, static b => Assert.Equal(0, b));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DisposedKey_When_Used_Expect_ObjectDisposedException(string provider)
    {
        SigningKey key = SigningKey.Generate(Algorithm, SlhDsaSets.Provider(provider));
        VerifyingKey verifying = key.VerifyingKey;
        byte[] signature = key.Sign("data"u8);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("data"u8));
        Assert.Throws<ObjectDisposedException>(() => key.SignPreHash(new byte[32], signature, Sha256Oid));
        Assert.Throws<ObjectDisposedException>(() => key.ExportExpanded(new byte[64]));
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKey);
        Assert.True(verifying.Verify("data"u8, signature));
        verifying.Dispose();
        Assert.Throws<ObjectDisposedException>(() => verifying.Verify("data"u8, signature));
    }

    /// <summary>At the provider, since the key class lets nobody look any more.</summary>
    [Fact]
    public void Given_DisposedSigner_When_LookedInto_Expect_OnlyThePublicKeyLeft()
    {
        byte[] expanded = SlhDsaSets.NewKey(Algorithm);
        ISigner signer =
            ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle).Get(Algorithm).CreateSignerFromExpandedKey(expanded);
        signer.Dispose();
        byte[] left = Keys.Expanded(signer, Algorithm);

        Assert.All(left[..32], static b => Assert.Equal(0, b));
        Assert.Equal(expanded[32..], left[32..]);
    }

    /// <summary>What is wiped is what BouncyCastle signs with: it has no copy.</summary>
    [Fact]
    public void Given_EngineKeyOverOurMemory_When_ThatIsZeroed_Expect_KeyZeroed()
    {
        byte[] skSeed = Keys.Counting(16, from: 1);
        byte[] skPrf = Keys.Counting(16, from: 17);
        SlhDsaPrivateKeyParameters key =
            SlhDsaEngine.PrivateKey(SlhDsaParameters.slh_dsa_sha2_128f, skSeed, skPrf, new byte[16], new byte[16]);
        Assert.Equal([.. skSeed, .. skPrf, .. new byte[32]], key.GetEncoded());

        skSeed.AsSpan().Clear();
        skPrf.AsSpan().Clear();
        Assert.Equal(new byte[64], key.GetEncoded());
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_Key_When_WrittenAsPemAndReadBack_Expect_TheSameKey(string provider)
    {
        ProviderSet providers = SlhDsaSets.Provider(provider);
        using SigningKey key = SigningKey.Generate(Algorithm, providers);
        using SigningKey again = SigningKey.ImportFromPem(key.ExportPkcs8PrivateKeyPem(), providers);
        using VerifyingKey verifying =
            VerifyingKey.ImportFromPem(key.VerifyingKey.ExportSubjectPublicKeyInfoPem(), providers);

        Assert.Same(Algorithm, again.Algorithm);
        Assert.Equal(Keys.Expanded(key), Keys.Expanded(again));
        Assert.True(verifying.Verify("data"u8, again.Sign("data"u8)));
    }

    /// <summary>RFC 9909: version 0, the identifier without parameters, and the four parts in one octet string.</summary>
    [Fact]
    public void Given_Key_When_WrittenAsPkcs8_Expect_RawKeyInOctetString()
    {
        byte[] expanded = SlhDsaSets.NewKey(Algorithm);
        using SigningKey key = SigningKey.ImportExpanded(Algorithm, expanded);
        byte[] header = Convert.FromHexString("3052020100300b060960864801650304031504" + "40");

        Assert.Equal([.. header, .. expanded], key.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void Given_Pkcs8WithWrongRoot_When_Imported_Expect_CryptographicException()
    {
        using SigningKey key = SigningKey.Generate(Algorithm);
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        pkcs8[^1] ^= 1;
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(pkcs8));
    }

    private static ProviderSet BouncyCastle(RandomNumberGenerator random) =>
        ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random);
}
