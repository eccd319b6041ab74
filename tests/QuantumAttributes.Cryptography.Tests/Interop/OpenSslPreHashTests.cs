namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Signatures of hashes, both ways. OpenSSL has no mode for them; it signs M' as it is, which is made by hand here. To a
/// signature the hash is a row of bytes, so any row of the right size does.
/// </summary>
public class OpenSslPreHashTests
{
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";
    private const string AsItIs = "message-encoding:0";

    private static readonly byte[] Hash = Keys.Counting(64);
    private static readonly byte[] Context = Keys.Counting(255, 1);

    /// <summary>The hash functions that FIPS 204 and 205 approve, with the sizes of their outputs in bytes.</summary>
    public static TheoryData<string, string, int> HashFunctions
    {
        get
        {
            TheoryData<string, string, int> rows = [];
            foreach (string name in (string[])["ML-DSA-44", "SLH-DSA-SHA2-128f"])
            {
                foreach ((int index, int size) in new[] { 32, 48, 64, 28, 28, 32, 28, 32, 48, 64, 32, 64 }.Index())
                    rows.Add(name, $"2.16.840.1.101.3.4.2.{index + 1}", size);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsSignatureOfAHash_When_Verified_Expect_TrueForTheHashOnly(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        using VerifyingKey key = VerifyingKey.ImportFromPem(openSsl.ReadText("public.pem"), ProviderUnderTest.Set(provider));
        byte[] signature = openSsl.Sign("key.pem", EncodedMessage.PreHash(Hash, Sha512, Context), AsItIs);
        Assert.True(key.VerifyPreHash(Hash, signature, Sha512, Context));
        Assert.False(key.Verify(Hash, signature, Context));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OurSignatureOfAHash_When_OpenSslVerifies_Expect_TrueForTheHashOnly(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        openSsl.Write("public.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignPreHash(Hash, signature, Sha512, Context);
        Assert.True(openSsl.Verifies("public.pem", EncodedMessage.PreHash(Hash, Sha512, Context), signature, AsItIs));
        Assert.False(openSsl.Verifies("public.pem", EncodedMessage.Pure(Hash, Context), signature, AsItIs));
    }

    [Theory]
    [MemberData(nameof(HashFunctions))]
    public void Given_HashOfAnApprovedFunction_When_WeSign_Expect_OpenSslVerifies(string name, string hashOid, int hashSize)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] hash = Keys.Counting(hashSize);
        using SigningKey key =
            SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        openSsl.Write("public.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignPreHash(hash, signature, hashOid);
        Assert.True(openSsl.Verifies("public.pem", EncodedMessage.PreHash(hash, hashOid, []), signature, AsItIs));
    }
}
