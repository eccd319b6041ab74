namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// OpenSSL has no composites, but it has every part of ours: it verifies them one by one over M', and makes them for us to put
/// together.
/// </summary>
public class OpenSslCompositeTests
{
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

        byte[] second = TypeOf(algorithm).WritePublicKeyInfo(publicKey[mlDsa.PublicKeySize..]);
        byte[] secondSignature = signature[mlDsa.SignatureSize..];
        Assert.True(Verifies(second, representative, secondSignature, ["-rawin", .. DigestOf(algorithm)]));
        Assert.False(Verifies(second, [.. representative, 0], secondSignature, ["-rawin", .. DigestOf(algorithm)]));

        bool Verifies(byte[] keyInfo, byte[] message, byte[] partOfSignature, params string[] options)
        {
            openSsl.Write("key.der", keyInfo);
            openSsl.Write("message", message);
            openSsl.Write("signature", partOfSignature);
            return openSsl.Verdict([
                "-pubin", "-keyform", "DER", "-inkey", "key.der", "-in", "message",
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

        openSsl.Write("second.der", TypeOf(algorithm).WritePrivateKeyInfo(privateKey[CompositeParts.SeedSize..]));
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

    private static ClassicalKeyType TypeOf(SignatureAlgorithm algorithm) => algorithm.Name.Split('-') switch
    {
        [_, "Ed25519", ..] => new ClassicalKeyType("1.3.101.112"),
        [_, "Ed448", ..] => new ClassicalKeyType("1.3.101.113"),
        [_, _, "P256", ..] => ClassicalKeyType.OfCurve("1.2.840.10045.3.1.7"),
        [_, _, "P384", ..] => ClassicalKeyType.OfCurve("1.3.132.0.34"),
        [_, _, "P521", ..] => ClassicalKeyType.OfCurve("1.3.132.0.35"),
        [_, _, "brainpoolP256r1", ..] => ClassicalKeyType.OfCurve("1.3.36.3.3.2.8.1.1.7"),
        _ => ClassicalKeyType.OfCurve("1.3.36.3.3.2.8.1.1.11"),
    };

    /// <summary>The hash of ECDSA goes by its curve, whatever the hash of the message (section 7 of the draft).</summary>
    private static string[] DigestOf(SignatureAlgorithm algorithm) => algorithm.Name switch
    {
        _ when TypeOf(algorithm).CurveOid is null => [],
        var name when name.Contains("P256", StringComparison.Ordinal) => ["-digest", "sha256"],
        var name when name.Contains("P384", StringComparison.Ordinal) => ["-digest", "sha384"],
        _ => ["-digest", "sha512"],
    };
}
