using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// What reads keys, signatures, key sets and certificates, for every signature algorithm of the catalogue. The checks of private
/// keys of SLH-DSA's small sets take a second by themselves, and are those of the fast ones.
/// </summary>
[Collection(nameof(HostileInput))]
public class HostileSignatureInputTests
{
    private static readonly PbeParameters OneIteration = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);

    public static TheoryData<string> Quick => [.. QuickSignatures.All.Select(static a => a.Name)];

    public static TheoryData<string> WithSeed => Where(static a => a.SeedSize is not null);

    public static TheoryData<string> WithExpandedKey => Where(static a => a.ExpandedPrivateKeySize is not null);

    public static TheoryData<string> WithOid => Where(static a => a.Oid is not null);

    public static TheoryData<string> WithPreHash => Where(static a => a.HasPreHash);

    public static TheoryData<string> WithMu => Where(static a => a.HasMu);

    public static TheoryData<string> WithJoseName => Where(static a => a.JoseName is not null);

    public static TheoryData<string> WithPrivateJwk => Where(static a => a.JoseName is not null && a.SeedSize is not null);

    [Theory]
    [MemberData(nameof(Quick))]
    public void Given_AnyBytes_When_VerifyingKeyImported_Expect_TakenAsTheyAreOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        byte[] signature = key.Sign("data"u8);
        HostileInput.Bytes(key.VerifyingKey.Export(), bytes =>
        {
            using VerifyingKey imported = VerifyingKey.Import(key.Algorithm, bytes);
            Assert.Equal(bytes, imported.Export());
            Assert.False(imported.Verify("data"u8, signature) && !bytes.AsSpan().SequenceEqual(key.VerifyingKey.Export()));
        });
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyDer_When_VerifyingKeyImported_Expect_TakenAsItIsOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Bytes(key.VerifyingKey.ExportSubjectPublicKeyInfo(), bytes =>
        {
            using VerifyingKey imported = VerifyingKey.ImportSubjectPublicKeyInfo(bytes);
            Assert.Equal(bytes, imported.ExportSubjectPublicKeyInfo());
        });
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyText_When_KeysImported_Expect_TakenOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Text(
            key.VerifyingKey.ExportSubjectPublicKeyInfoPem(), static text => VerifyingKey.ImportFromPem(text).Dispose());
        HostileInput.Text(key.ExportPkcs8PrivateKeyPem(), static text => SigningKey.ImportFromPem(text).Dispose());
    }

    [Theory]
    [MemberData(nameof(WithSeed))]
    public void Given_AnyBytes_When_SeedImported_Expect_TakenAsTheyAreOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Bytes(key.ExportSeed(), bytes =>
        {
            using SigningKey imported = SigningKey.ImportSeed(key.Algorithm, bytes);
            Assert.Equal(bytes, imported.ExportSeed());
        });
    }

    [Theory]
    [MemberData(nameof(WithExpandedKey))]
    public void Given_AnyBytes_When_ExpandedKeyImported_Expect_TakenOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Bytes(Keys.Expanded(key), bytes => SigningKey.ImportExpanded(key.Algorithm, bytes).Dispose());
    }

    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyDer_When_SigningKeyImported_Expect_TakenOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Bytes(key.ExportPkcs8PrivateKey(), static bytes => SigningKey.ImportPkcs8PrivateKey(bytes).Dispose());
    }

    [Theory]
    [MemberData(nameof(Quick))]
    public void Given_AnyBytes_When_VerifiedAsSignature_Expect_OnlyTheSignatureAccepted(string name)
    {
        using SigningKey key = Generate(name);
        byte[] signature = key.Sign("data"u8);
        HostileInput.Bytes(signature, bytes =>
            Assert.Equal(bytes.AsSpan().SequenceEqual(signature), key.VerifyingKey.Verify("data"u8, bytes)));
    }

    [Theory]
    [MemberData(nameof(Quick))]
    public void Given_AnyContext_When_Verified_Expect_OnlyTheContextAcceptedOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        byte[] context = Keys.Counting(Math.Min(200, key.Algorithm.MaxContextSize));
        byte[] signature = key.Sign("data"u8, (ReadOnlySpan<byte>)context);
        HostileInput.Bytes(context, bytes =>
            Assert.Equal(bytes.AsSpan().SequenceEqual(context), key.VerifyingKey.Verify("data"u8, signature, bytes)));
    }

    [Theory]
    [MemberData(nameof(WithPreHash))]
    public void Given_AnyHashAndFunction_When_Verified_Expect_OnlyTheSignedAcceptedOrRefused(string name)
    {
        const string Sha256 = "2.16.840.1.101.3.4.2.1";
        using SigningKey key = Generate(name);
        byte[] hash = Keys.Counting(32);
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignPreHash(hash, signature, Sha256);
        HostileInput.Bytes(hash, bytes =>
            Assert.Equal(bytes.AsSpan().SequenceEqual(hash), key.VerifyingKey.VerifyPreHash(bytes, signature, Sha256)));
        HostileInput.Text(Sha256, oid =>
            Assert.Equal(oid == Sha256, key.VerifyingKey.VerifyPreHash(hash, signature, oid)));
    }

    [Theory]
    [MemberData(nameof(WithMu))]
    public void Given_AnyBytes_When_VerifiedAsMu_Expect_OnlyTheSignedAcceptedOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        byte[] mu = Keys.Counting(64);
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignMu(mu, signature);
        HostileInput.Bytes(mu, bytes =>
            Assert.Equal(bytes.AsSpan().SequenceEqual(mu), key.VerifyingKey.VerifyMu(bytes, signature)));
    }

    [Theory]
    [MemberData(nameof(WithJoseName))]
    public void Given_AnyText_When_PublicJwkRead_Expect_TakenOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Text(key.VerifyingKey.ToJwk(), static text => VerifyingKey.FromJwk(text).Dispose());
        HostileInput.Text(new JsonWebKeySet([new(key.VerifyingKey, "one")]).ToJson(), static text => JsonWebKeySet.Parse(text));
    }

    [Theory]
    [MemberData(nameof(WithPrivateJwk))]
    public void Given_AnyText_When_PrivateJwkRead_Expect_TheKeyOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Text(key.ToPrivateJwk(), text =>
        {
            using SigningKey read = SigningKey.FromJwk(text);
            Assert.Equal(key.VerifyingKey.Thumbprint, read.VerifyingKey.Thumbprint);
        });
    }

    /// <summary>What the platform loads at all.</summary>
    [Theory]
    [MemberData(nameof(WithOid))]
    public void Given_AnyCertificateOrRequest_When_Read_Expect_TakenOrRefused(string name)
    {
        using SigningKey key = Generate(name);
        HostileInput.Bytes(Certificates.SelfSigned(key).RawData, bytes =>
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(bytes);
            certificate.IsSignedBy(key.VerifyingKey);
            certificate.GetVerifyingKey().Dispose();
        });
        HostileInput.Bytes(
            Certificates.Request(key).CreateSigningRequest(key.AsSignatureGenerator()),
            static bytes => CertificateSigningRequest.Load(bytes));
    }

    /// <summary>With one iteration; an attacker may ask for ten million, which take their time.</summary>
    [Fact]
    public void Given_AnyText_When_EncryptedKeyImported_Expect_TakenOrRefused()
    {
        using SigningKey key = Generate(SignatureAlgorithmName.MLDsa44);
        HostileInput.Text(
            key.ExportEncryptedPkcs8PrivateKeyPem("password", OneIteration),
            static text => SigningKey.ImportFromEncryptedPem(text, "password").Dispose());
    }

    /// <summary>Zeros at its end are no part of a password: HMAC pads its key with them (RFC 2104, section 2).</summary>
    [Fact]
    public void Given_AnyPassword_When_EncryptedKeyImported_Expect_OnlyTheRightOneTaken()
    {
        using SigningKey key = Generate(SignatureAlgorithmName.MLDsa44);
        byte[] encrypted = key.ExportEncryptedPkcs8PrivateKey("password", OneIteration);
        HostileInput.Text("password", password =>
        {
            SigningKey.ImportEncryptedPkcs8PrivateKey(password, encrypted).Dispose();
            Assert.Equal("password", password.TrimEnd('\0'));
        });
    }

    [Fact]
    public void Given_AnyText_When_ThumbprintParsed_Expect_TakenAsItIsOrFormatException()
    {
        using SigningKey key = Generate(SignatureAlgorithmName.MLDsa44);
        HostileInput.Text(
            key.VerifyingKey.Thumbprint.ToString(), static text => Assert.Equal(text, KeyThumbprint.Parse(text).ToString()));
        HostileInput.Bytes(
            key.VerifyingKey.Thumbprint.ToArray(), static bytes => Assert.Equal(bytes, new KeyThumbprint(bytes).ToArray()));
    }

    [Fact]
    public void Given_AnyName_When_Parsed_Expect_AlgorithmOrFormatException() =>
        HostileInput.Text("ML-DSA-65", static text => SignatureAlgorithm.Parse(text));

    private static TheoryData<string> Where(Func<SignatureAlgorithm, bool> isWanted) =>
        [.. QuickSignatures.All.Where(isWanted).Select(static a => a.Name)];

    private static SigningKey Generate(string name) => SigningKey.Generate(SignatureAlgorithm.Parse(name));
}
