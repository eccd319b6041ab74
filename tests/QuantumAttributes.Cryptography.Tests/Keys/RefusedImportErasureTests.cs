using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Private keys that are almost right: their import fails when much is done already, and nothing of them is left in memory. Of every
/// family, also of the experimental ones, whose keys never come to BouncyCastle here.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class RefusedImportErasureTests(ITestOutputHelper output)
{
    private const int KeysOfEach = 4;

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_DamagedExpandedKeys_When_ImportRefused_Expect_NothingOfThemInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using SecretBytes alive = SyntheticKeys.Of(SignatureAlgorithm.Falcon512Round3);
        needles.Add(alive.Span, SecretNeedles.Control);
        HashSet<string> refused = [];
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All.Where(a => Keys.IsOffered(providers, a) && !IsSlow(a)))
        {
            foreach (KeyDamage damage in KeyDamage.Of(algorithm))
            {
                for (int i = 0; i < KeysOfEach; i++)
                {
                    using SecretBytes damaged = NewKey(algorithm, providers);
                    damage.Do(damaged.Span);
                    foreach (Range part in Keys.SecretParts(algorithm))
                        needles.Add(damaged.Span[part], $"{algorithm} with another {damage.Place}, [{part}]");
                    Assert.ThrowsAny<CryptographicException>(() => Keys.ImportExpanded(algorithm, damaged.Span, providers));
                    refused.Add(algorithm.Family);
                }
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"damaged keys of {string.Join(", ", refused)} on {provider}");
        Assert.Equal(Families(providers).Except(["Hybrid KEM"]).Order(), refused.Order()); // those have seeds only, and every seed is one
    }

    /// <summary>The whole key is made, and then found not to be the one that the encoding says it is.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_Pkcs8WhosePartsDisagree_When_ImportRefused_Expect_NothingOfItInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using KeyInUse alive = KeyInUse.Make(SignatureAlgorithm.MLDsa65, providers);
        alive.Record(needles, SecretNeedles.Control);
        HashSet<string> refused = [];
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All
            .Where(a => a.Oid is not null && Keys.IsOffered(providers, a) && !IsSlow(a)))
        {
            for (int i = 0; i < KeysOfEach; i++)
            {
                using AsymmetricPrivateKey key = Keys.Generate(algorithm, providers);
                new KeyInUse(key).Record(needles, "key");
                using SecretBytes withPublicKey = WithWrongPublicKey(key);
                Assert.ThrowsAny<CryptographicException>(() => Keys.ImportPkcs8(algorithm, withPublicKey.Span, providers));
                if (key.HasSeed && algorithm.ExpandedPrivateKeySize is not null)
                {
                    using SecretBytes withExpandedKey = WithWrongExpandedKey(key);
                    Assert.ThrowsAny<CryptographicException>(() => Keys.ImportPkcs8(algorithm, withExpandedKey.Span, providers));
                }

                refused.Add(algorithm.Family);
            }
        }

        needles.AssertOnlyTheControlIsFound(output, $"PKCS#8 of {string.Join(", ", refused)} on {provider}");
    }

    /// <summary>The small sets of SLH-DSA need seconds for what the others do in milliseconds.</summary>
    private static bool IsSlow(CryptographicAlgorithm algorithm) => SlhDsaSets.Small.Contains(algorithm.Name);

    private static IEnumerable<string> Families(ProviderSet providers) =>
        AlgorithmCatalogue.All.Where(a => Keys.IsOffered(providers, a)).Select(static a => a.Family).Distinct();

    private static SecretBytes NewKey(CryptographicAlgorithm algorithm, ProviderSet providers)
    {
        if (algorithm.Status == AlgorithmStatus.Experimental)
            return SyntheticKeys.Of(algorithm);

        using AsymmetricPrivateKey key = Keys.Generate(algorithm, providers);
        SecretBytes expanded = new(algorithm.ExpandedPrivateKeySize!.Value);
        key.ExportExpanded(expanded.Span);
        return expanded;
    }

    /// <summary>OneAsymmetricKey of version 2 (RFC 5958, section 2), with a public key that another key has.</summary>
    private static SecretBytes WithWrongPublicKey(AsymmetricPrivateKey key)
    {
        byte[] publicKey = key.ExportPublicKey();
        publicKey[0] ^= 1;
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        ReadOnlySpan<byte> contents = Pkcs8PrivateKey.Read(pkcs8).PrivateKey;

        // The writer sees zeros in the place of the secret: its buffers move, and nobody zeroes what they leave behind.
        AsnWriter last = new(AsnEncodingRules.DER);
        last.WriteBitString(publicKey, tag: new Asn1Tag(TagClass.ContextSpecific, 1));
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            AlgorithmIdentifier.Write(writer, key.Algorithm.Oid!);
            writer.WriteOctetString(new byte[contents.Length]);
            last.CopyTo(writer);
        }

        SecretBytes encoded = new(writer.GetEncodedLength());
        writer.Encode(encoded.Span);
        contents.CopyTo(encoded.Span[^(contents.Length + last.GetEncodedLength())..]);
        CryptographicOperations.ZeroMemory(pkcs8);
        return encoded;
    }

    /// <summary>The CHOICE of RFC 9881, section 6, and RFC 9935, section 6, that has both forms, of one key and almost the same.</summary>
    private static SecretBytes WithWrongExpandedKey(AsymmetricPrivateKey key)
    {
        int seedSize = key.Algorithm.SeedSize!.Value;
        int expandedSize = key.Algorithm.ExpandedPrivateKeySize!.Value;
        AsnWriter last = new(AsnEncodingRules.DER);
        last.WriteOctetString(new byte[expandedSize]);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            AlgorithmIdentifier.Write(writer, key.Algorithm.Oid!);
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteOctetString(new byte[seedSize]);
                last.CopyTo(writer);
            }
        }

        SecretBytes encoded = new(writer.GetEncodedLength());
        writer.Encode(encoded.Span);
        key.ExportSeed(encoded.Span[^(seedSize + last.GetEncodedLength())..^last.GetEncodedLength()]);
        key.ExportExpanded(encoded.Span[^expandedSize..]);
        encoded.Span[^1] ^= 1;
        return encoded;
    }
}
