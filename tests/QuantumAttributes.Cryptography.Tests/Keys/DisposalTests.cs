using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class DisposalTests
{
    [Fact]
    public void Given_DisposedKemPrivateKey_When_Used_Expect_ObjectDisposedException()
    {
        KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Decapsulate(new byte[1088]));
        Assert.Throws<ObjectDisposedException>(() => key.ExportSeed());
        Assert.Throws<ObjectDisposedException>(() => key.ExportSeed(new byte[64]));
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKeyPem);
    }

    [Fact]
    public void Given_DisposedKemPublicKey_When_Used_Expect_ObjectDisposedException()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.XWing);
        KemPublicKey publicKey = key.PublicKey;
        publicKey.Dispose();

        Assert.Throws<ObjectDisposedException>(() => publicKey.Encapsulate());
        Assert.Throws<ObjectDisposedException>(() => publicKey.Export());
        Assert.Throws<ObjectDisposedException>(() => publicKey.Export(new byte[1216]));
        Assert.Throws<ObjectDisposedException>(publicKey.ExportSubjectPublicKeyInfo);
    }

    [Fact]
    public void Given_DisposedSigningKey_When_Used_Expect_ObjectDisposedException()
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("data"u8));
        Assert.Throws<ObjectDisposedException>(() => key.ExportSeed());
        Assert.Throws<ObjectDisposedException>(() => key.ExportSeed(new byte[32]));
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKeyPem);
    }

    [Fact]
    public void Given_DisposedVerifyingKey_When_Used_Expect_ObjectDisposedException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        VerifyingKey verifying = key.VerifyingKey;
        verifying.Dispose();

        Assert.Throws<ObjectDisposedException>(() => verifying.Verify([], new byte[3309]));
        Assert.Throws<ObjectDisposedException>(() => verifying.Verify([], []));
        Assert.Throws<ObjectDisposedException>(() => verifying.Export());
        Assert.Throws<ObjectDisposedException>(() => verifying.Export(new byte[1952]));
        Assert.Throws<ObjectDisposedException>(verifying.ExportSubjectPublicKeyInfo);
        Assert.Throws<ObjectDisposedException>(verifying.ToJwk);
        Assert.Throws<ObjectDisposedException>(() => verifying.WriteJwk(new Utf8JsonWriter(new MemoryStream())));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_PrivateKeyDisposed_When_PublicKeyUsed_Expect_ItWorks(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers);
        SigningKey signing = SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers);
        byte[] signature = signing.Sign("data"u8);
        kem.Dispose();
        signing.Dispose();

        Assert.Equal(1088, kem.PublicKey.Encapsulate().Ciphertext.Length);
        Assert.True(signing.VerifyingKey.Verify("data"u8, signature));
    }

    [Fact]
    public void Given_Keys_When_WrittenAsText_Expect_NothingSecret()
    {
        using KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using SigningKey signing = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

        Assert.Equal("ML-KEM-768 private key", kem.ToString());
        Assert.Equal($"ML-DSA-65 signing key {signing.VerifyingKey.Thumbprint}", signing.ToString());
    }

    [Fact]
    public void Given_KeyInUse_When_Closed_Expect_ErasedOnlyWhenTheLastUserLeft()
    {
        int erased = 0;
        KeyLifetime lifetime = new(this, () => erased++);
        using (lifetime.Enter())
        {
            using (lifetime.Enter())
                lifetime.Close();
            Assert.Equal(0, erased);
            Assert.Throws<ObjectDisposedException>(() => lifetime.Enter().Dispose());
        }

        Assert.Equal(1, erased);
        lifetime.Close();
        Assert.Equal(1, erased);
    }
}
