using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// OpenSSL has no composites, but it has every part of ours: it verifies them one by one over M', and makes them for us to put
/// together.
/// </summary>
public class OpenSslCompositeTests
{
    private const string EcPublicKey = "1.2.840.10045.2.1";

    private static readonly byte[] Message = Keys.Counting(200);
    private static readonly byte[] Context = Keys.Counting(20, 100);

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_OurComposite_When_OpenSslVerifiesItsParts_Expect_BothGood(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        SignatureAlgorithm mlDsa = CompositeParts.MLDsaOf(algorithm);
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(provider));
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] signature = key.Sign(Message, Context);
        byte[] representative = CompositeParts.Representative(algorithm, Message, Context);
        string label = $"hexcontext-string:{Convert.ToHexString(CompositeParts.LabelOf(algorithm))}";

        byte[] first = SubjectPublicKeyInfo.Write(mlDsa.Oid!, publicKey.AsSpan(0, mlDsa.PublicKeySize));
        byte[] firstSignature = signature[..mlDsa.SignatureSize];
        Assert.True(Verifies(first, representative, firstSignature, "-rawin", "-pkeyopt", label));
        Assert.False(Verifies(first, [.. representative, 0], firstSignature, "-rawin", "-pkeyopt", label));
        Assert.False(Verifies(first, representative, firstSignature, "-rawin"));

        byte[] second = TraditionalKeyInfo(algorithm, publicKey[mlDsa.PublicKeySize..]);
        byte[] secondSignature = signature[mlDsa.SignatureSize..];
        Assert.True(Verifies(second, representative, secondSignature, ["-rawin", .. DigestOf(algorithm)]));
        Assert.False(Verifies(second, [.. representative, 0], secondSignature, ["-rawin", .. DigestOf(algorithm)]));

        bool Verifies(byte[] keyInfo, byte[] message, byte[] partOfSignature, params string[] options)
        {
            openSsl.Write("key.der", keyInfo);
            openSsl.Write("message", message);
            openSsl.Write("signature", partOfSignature);
            return openSsl.Succeeds([
                "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-in", "message",
                "-sigfile", "signature", .. options]);
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_PartsSignedByOpenSsl_When_PutTogether_Expect_Verified(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(provider));
        byte[] privateKey = CompositeParts.PrivateKeyOf(key);
        openSsl.Write("message", CompositeParts.Representative(algorithm, Message, Context));

        using (SigningKey mlDsa = SigningKey.ImportSeed(
            CompositeParts.MLDsaOf(algorithm), privateKey.AsSpan(0, CompositeParts.SeedSize)))
        {
            openSsl.Write("first.der", mlDsa.ExportPkcs8PrivateKey());
        }

        openSsl.Write("second.der", TraditionalPrivateKey(algorithm, privateKey[CompositeParts.SeedSize..]));
        string label = $"hexcontext-string:{Convert.ToHexString(CompositeParts.LabelOf(algorithm))}";
        byte[] first = Sign("first.der", "-pkeyopt", label);
        byte[] second = Sign("second.der", [.. DigestOf(algorithm)]);

        Assert.True(key.VerifyingKey.Verify(Message, [.. first, .. second], Context));
        Assert.False(key.VerifyingKey.Verify(Message, [.. first, .. second]));

        byte[] Sign(string file, params string[] options)
        {
            openSsl.Run([
                "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", file, "-in", "message", "-out", "signature", .. options]);
            return openSsl.Read("signature");
        }
    }

    private static string? EdDsaOid(SignatureAlgorithm algorithm) => algorithm.Name.Split('-')[1] switch
    {
        "Ed25519" => "1.3.101.112",
        "Ed448" => "1.3.101.113",
        _ => null,
    };

    private static string CurveOid(SignatureAlgorithm algorithm) => algorithm.Name.Split('-')[2] switch
    {
        "P256" => "1.2.840.10045.3.1.7",
        "P384" => "1.3.132.0.34",
        "P521" => "1.3.132.0.35",
        "brainpoolP256r1" => "1.3.36.3.3.2.8.1.1.7",
        _ => "1.3.36.3.3.2.8.1.1.11",
    };

    /// <summary>The hash of ECDSA goes by its curve, whatever the hash of the message (section 7 of the draft).</summary>
    private static string[] DigestOf(SignatureAlgorithm algorithm) => algorithm.Name switch
    {
        _ when EdDsaOid(algorithm) is not null => [],
        var name when name.Contains("P256", StringComparison.Ordinal) => ["-digest", "sha256"],
        var name when name.Contains("P384", StringComparison.Ordinal) => ["-digest", "sha384"],
        _ => ["-digest", "sha512"],
    };

    private static byte[] TraditionalKeyInfo(SignatureAlgorithm algorithm, byte[] publicKey)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteTraditionalAlgorithm(writer, algorithm);
            writer.WriteBitString(publicKey);
        }

        return writer.Encode();
    }

    /// <summary>PKCS#8, with EdDSA's raw key in the octet string of RFC 8410.</summary>
    private static byte[] TraditionalPrivateKey(SignatureAlgorithm algorithm, byte[] privateKey)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteTraditionalAlgorithm(writer, algorithm);
            if (EdDsaOid(algorithm) is null)
            {
                writer.WriteOctetString(privateKey);
            }
            else
            {
                using (writer.PushOctetString())
                    writer.WriteOctetString(privateKey);
            }
        }

        return writer.Encode();
    }

    private static void WriteTraditionalAlgorithm(AsnWriter writer, SignatureAlgorithm algorithm)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(EdDsaOid(algorithm) ?? EcPublicKey);
            if (EdDsaOid(algorithm) is null)
                writer.WriteObjectIdentifier(CurveOid(algorithm));
        }
    }
}
