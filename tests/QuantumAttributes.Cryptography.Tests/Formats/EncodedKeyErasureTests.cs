using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Private keys that came encrypted, as JSON Web Keys or as PEM, and were taken or refused: when the caller has zeroed what it
/// handed over, there is nothing of them in memory, neither as bytes nor in the form they came in, nor of what they were
/// encrypted with.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class EncodedKeyErasureTests(ITestOutputHelper output)
{
    private const int KeysOfEach = 4;

    private static readonly PbeParameters Quick =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 10);

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_EncryptedKeys_When_ImportedOrRefused_Expect_NothingOfThemOrThePasswordInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using KeyInUse alive = KeyInUse.Make(SignatureAlgorithm.MLDsa65, providers);
        alive.Record(needles, SecretNeedles.Control);
        ForEachKey(providers, needles, static a => a.Oid is not null, key =>
        {
            using SecretText password = SecretText.NewPassword();
            needles.Add(password.Bytes, "password, UTF-16");
            using SecretBytes utf8 = PasswordBytes.Of(password.Span);
            needles.Add(utf8.Span, "password, UTF-8");
            byte[] encrypted = key.ExportEncryptedPkcs8PrivateKey(password.Span, Quick, providers);
            AddDerivedKey(needles, utf8.Span, encrypted);
            Keys.ImportEncryptedPkcs8(key.Algorithm, utf8.Span, encrypted, providers).Dispose();

            using SecretBytes disagreeing = DisagreeingPkcs8.WithWrongPublicKey(key);
            byte[] refused =
                EncryptedPkcs8PrivateKey.Encrypt(disagreeing.Span, utf8.Span, Quick, RandomNumberGenerator.Create());
            AddDerivedKey(needles, utf8.Span, refused);
            AssertRefused(() => Keys.ImportEncryptedPkcs8(key.Algorithm, utf8.Span, refused, providers));
            encrypted[^1] ^= 1; // the padding, as a rule
            AssertRefused(() => Keys.ImportEncryptedPkcs8(key.Algorithm, utf8.Span, encrypted, providers));
        });

        needles.AssertOnlyTheControlIsFound(output, $"encrypted PKCS#8 on {provider}");
    }

    /// <summary>
    /// Read from bytes, which the caller can zero, and from a string, which is not looked for: it is in UTF-16.
    /// </summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_PrivateJsonWebKeys_When_ImportedOrRefused_Expect_NothingOfThemInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using KeyInUse alive = KeyInUse.Make(SignatureAlgorithm.MLDsa65, providers);
        alive.Record(needles, SecretNeedles.Control);
        ForEachKey(providers, needles, static a => a is SignatureAlgorithm { JoseName: not null, SeedSize: not null }, key =>
        {
            SigningKey signing = (SigningKey)key;
            using SecretBytes seed = new(signing.Algorithm.SeedSize!.Value);
            using SecretBytes text = new(Base64Url.GetEncodedLength(seed.Span.Length));
            signing.ExportSeed(seed.Span);
            Base64Url.EncodeToUtf8(seed.Span, text.Span);
            needles.Add(text.Span, "priv, UTF-8");

            using PinnedWriter json = new();
            using (Utf8JsonWriter writer = new(json))
                signing.WritePrivateJwk(writer);
            using JsonDocument document = JsonDocument.Parse(json.Written);
            SigningKey.FromJwk(document.RootElement, providers).Dispose();
            SigningKey.FromJwk(Encoding.UTF8.GetString(json.Written.Span), providers).Dispose();

            json.Written.Span[json.Written.Span.IndexOf("\"pub\":\""u8) + 7] ^= 1; // another public key
            AssertRefused(() => SigningKey.FromJwk(document.RootElement, providers));
            AssertRefused(() => SigningKey.FromJwk(Encoding.UTF8.GetString(json.Written.Span), providers));
        });

        needles.AssertOnlyTheControlIsFound(output, $"private JSON Web Keys on {provider}");
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_PemThatTheCallerZeroes_When_ImportedOrRefused_Expect_NothingOfItInMemory(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SecretNeedles needles = new();
        using KeyInUse alive = KeyInUse.Make(SignatureAlgorithm.MLDsa65, providers);
        alive.Record(needles, SecretNeedles.Control);
        ForEachKey(providers, needles, static a => a.Oid is not null, key =>
        {
            byte[] pkcs8 = key.ExportPkcs8PrivateKey();
            using SecretText pem = SecretText.Pem("PRIVATE KEY", pkcs8);
            Keys.ImportPem(key.Algorithm, pem.Span, providers).Dispose();
            using SecretText truncated = SecretText.Pem("PRIVATE KEY", pkcs8.AsSpan(..^1));
            AssertRefused(() => Keys.ImportPem(key.Algorithm, truncated.Span, providers));
            CryptographicOperations.ZeroMemory(pkcs8);
            using SecretBytes disagreeing = DisagreeingPkcs8.WithWrongPublicKey(key);
            using SecretText refused = SecretText.Pem("PRIVATE KEY", disagreeing.Span);
            AssertRefused(() => Keys.ImportPem(key.Algorithm, refused.Span, providers));

            using SecretText password = SecretText.NewPassword();
            needles.Add(password.Bytes, "password, UTF-16");
            byte[] encrypted = key.ExportEncryptedPkcs8PrivateKey(password.Span, Quick, providers);
            using SecretText encryptedPem = SecretText.Pem("ENCRYPTED PRIVATE KEY", encrypted);
            Keys.ImportEncryptedPem(key.Algorithm, encryptedPem.Span, password.Span, providers).Dispose();
        });

        needles.AssertOnlyTheControlIsFound(output, $"PEM on {provider}");
    }

    private static void ForEachKey(
        ProviderSet providers,
        SecretNeedles needles,
        Func<CryptographicAlgorithm, bool> predicate,
        Action<AsymmetricPrivateKey> action)
    {
        foreach (CryptographicAlgorithm algorithm in Keys.QuickAlgorithms(providers).Where(predicate))
        {
            for (int i = 0; i < KeysOfEach; i++)
            {
                using AsymmetricPrivateKey key = Keys.Generate(algorithm, providers);
                new KeyInUse(key).Record(needles, "key");
                action(key);
            }
        }
    }

    /// <summary>With it the file can be read, whoever has forgotten the password.</summary>
    private static void AddDerivedKey(SecretNeedles needles, ReadOnlySpan<byte> password, ReadOnlySpan<byte> encrypted)
    {
        DerReader info = new DerReader(encrypted).ReadSequence();
        Pbes2Parameters pbes2 = Pbes2Parameters.Read(info.ReadSequence());
        using SecretBytes key = new(pbes2.KeySize);
        Rfc2898DeriveBytes.Pbkdf2(password, pbes2.Salt, key.Span, pbes2.IterationCount, pbes2.HashAlgorithm);
        needles.Add(key.Span, "key of the encryption");
    }

    private static void AssertRefused(Func<AsymmetricPrivateKey> import) => Assert.ThrowsAny<CryptographicException>(import);

    /// <summary>Where a caller writes secrets that it means to zero.</summary>
    private sealed class PinnedWriter : IBufferWriter<byte>, IDisposable
    {
        private readonly SecretBytes _buffer = new(1 << 14);
        private int _written;

        public Memory<byte> Written => _buffer.Memory[.._written];

        public void Advance(int count) => _written += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.Memory[_written..];

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer.Span[_written..];

        public void Dispose() => _buffer.Dispose();
    }
}
