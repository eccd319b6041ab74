using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What FrodoKEM's and HQC's private keys show of their consistency, and that nobody takes the two for more than they are.</summary>
public class ExperimentalKemTests
{
    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    public static TheoryData<string> FrodoKems => [.. Names("FrodoKEM")];

    public static TheoryData<string> Hqcs => [.. Names("HQC")];

    [Theory]
    [MemberData(nameof(FrodoKems))]
    public void Given_FrodoKeyWithWrongHashOrPublicKey_When_Imported_Expect_Refused(string name)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        foreach (Index at in (Index[])[^1, ^algorithm.SharedSecretSize, algorithm.SharedSecretSize, algorithm.PublicKeySize])
            AssertRefused(algorithm, sk, at, "hash");
    }

    [Theory]
    [InlineData("FrodoKEM-640-SHAKE-round3", 12)]
    [InlineData("FrodoKEM-976-SHAKE-round3", 10)]
    [InlineData("FrodoKEM-1344-SHAKE-round3", 6)]
    public void Given_FrodoKeyWithEntryBeyondTheDistribution_When_Imported_Expect_Refused(string name, int maximum)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        int matrix = algorithm.SharedSecretSize + algorithm.PublicKeySize;
        foreach (int at in (int[])[matrix, sk.Length - algorithm.SharedSecretSize - 2])
        {
            foreach (int entry in (int[])[maximum + 1, -maximum - 1, short.MaxValue, short.MinValue])
                AssertRefused(algorithm, WithEntry(sk, at, entry), "distribution");
            foreach (int entry in (int[])[maximum, -maximum])
                algorithm.Rules.CheckExpandedKey(WithEntry(sk, at, entry));
        }
    }

    [Theory]
    [MemberData(nameof(FrodoKems))]
    public void Given_FrodoKeyWithSecretOfAnother_When_Imported_Expect_RefusedByThePairwiseCheck(string name)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        (_, byte[] other) = Key(name);
        int matrix = algorithm.SharedSecretSize + algorithm.PublicKeySize;
        other.AsSpan(matrix..^algorithm.SharedSecretSize).CopyTo(sk.AsSpan(matrix));

        AssertRefused(algorithm, sk, "does not belong");
    }

    /// <summary>The rejection secret s is a part of the key like any other.</summary>
    [Theory]
    [MemberData(nameof(FrodoKems))]
    public void Given_ModifiedFrodoCiphertext_When_Decapsulated_Expect_SecretOfTheKeyAndTheCiphertext(string name)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        using KemPrivateKey key = KemPrivateKey.ImportExpanded(algorithm, sk, BouncyCastle);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        ciphertext[^1] ^= 1;
        byte[] rejected = key.Decapsulate(ciphertext);
        sk[0] ^= 1;
        using KemPrivateKey withOtherS = KemPrivateKey.ImportExpanded(algorithm, sk, BouncyCastle);

        Assert.NotEqual(sharedSecret, rejected);
        Assert.Equal(rejected, key.Decapsulate(ciphertext));
        Assert.NotEqual(rejected, withOtherS.Decapsulate(ciphertext));
    }

    [Theory]
    [MemberData(nameof(Hqcs))]
    public void Given_HqcKeyThatIsNotItsSeeds_When_Imported_Expect_Refused(string name)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        int dkPke = algorithm.PublicKeySize;
        int sigma = dkPke + 32;
        foreach (Index at in (Index[])[0, 31, dkPke, sigma - 1, sigma, ^33, ^32, ^1])
            AssertRefused(algorithm, sk, at, "seed");
    }

    [Theory]
    [MemberData(nameof(Hqcs))]
    public void Given_HqcKeyWithSyndromeOfAnother_When_Imported_Expect_RefusedByThePairwiseCheck(string name)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        (_, byte[] other) = Key(name);
        other.AsSpan(32..algorithm.PublicKeySize).CopyTo(sk.AsSpan(32));

        AssertRefused(algorithm, sk, "does not belong");
    }

    [Theory]
    [InlineData("HQC-128-2025-08", 5)]
    [InlineData("HQC-192-2025-08", 3)]
    [InlineData("HQC-256-2025-08", 5)]
    public void Given_HqcKeyWithBitsBeyondTheLast_When_Imported_Expect_Refused(string name, int used)
    {
        (KemAlgorithm algorithm, byte[] sk) = Key(name);
        for (int bit = used; bit < 8; bit++)
        {
            byte[] publicKey = sk[..algorithm.PublicKeySize];
            publicKey[^1] |= (byte)(1 << bit);
            byte[] modified = [.. publicKey, .. sk[publicKey.Length..]];
            Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, publicKey, BouncyCastle));
            AssertRefused(algorithm, modified, "last coefficient");
        }
    }

    [Fact]
    public void Given_ExperimentalKems_When_Declared_Expect_TheAttributeAndNoObjectIdentifier()
    {
        KemAlgorithm[] experimental = [.. KemAlgorithm.All.Where(static a => a.Status == AlgorithmStatus.Experimental)];

        Assert.Equal(9, experimental.Length);
        Assert.All(experimental, static a => Assert.Null(a.Oid));
        Assert.All(experimental, static a => Assert.Null(a.HpkeId));
        Assert.Equal(
            experimental.Select(static a => a.Name).Order(),
            typeof(KemAlgorithm).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Where(static p => p.GetCustomAttribute<ExperimentalAttribute>() is { DiagnosticId: "QA9001" })
                .Select(static p => ((KemAlgorithm)p.GetValue(null)!).Name).Order());
    }

    [Theory]
    [InlineData("FrodoKEM-640-AES-round3")]
    [InlineData("HQC-128-2025-08")]
    public void Given_NoObjectIdentifier_When_Exported_Expect_NotSupported(string name)
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), BouncyCastle);
        Assert.Throws<NotSupportedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<NotSupportedException>(key.PublicKey.ExportSubjectPublicKeyInfo);
    }

    [Fact]
    public void Given_FrodoKem_When_SeedImported_Expect_Refused() =>
        Assert.Throws<CryptographicException>(
            () => KemPrivateKey.ImportSeed(KemAlgorithm.Parse("FrodoKEM-640-AES-round3"), new byte[32], BouncyCastle));

    private static IEnumerable<string> Names(string family) =>
        KemAlgorithm.All.Where(a => a.Family == family).Select(static a => a.Name);

    private static (KemAlgorithm Algorithm, byte[] Expanded) Key(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, BouncyCastle);
        byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpanded(expanded);
        return (algorithm, expanded);
    }

    private static byte[] WithEntry(byte[] sk, int at, int entry)
    {
        byte[] modified = [.. sk];
        BinaryPrimitives.WriteInt16LittleEndian(modified.AsSpan(at), (short)entry);
        return modified;
    }

    private static void AssertRefused(KemAlgorithm algorithm, byte[] sk, Index at, string because)
    {
        byte[] modified = [.. sk];
        modified[at] ^= 1;
        AssertRefused(algorithm, modified, because);
    }

    private static void AssertRefused(KemAlgorithm algorithm, byte[] sk, string because)
    {
        CryptographicException e =
            Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportExpanded(algorithm, sk, BouncyCastle));
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }
}
