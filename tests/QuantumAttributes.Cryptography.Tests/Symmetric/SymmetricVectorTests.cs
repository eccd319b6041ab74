using System.Globalization;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Symmetric;

/// <summary>NIST's cases of AES-256-GCM, and those of RFC 4231 and RFC 5869.</summary>
public class SymmetricVectorTests(ITestOutputHelper output)
{
    private const string Encryption = "symmetric/gcmEncryptExtIV256.rsp.gz";
    private const string Decryption = "symmetric/gcmDecrypt256.rsp.gz";
    private const string Hmac = "symmetric/rfc-4231-sha256.txt";
    private const string Hkdf = "symmetric/rfc-5869-HKDF-SHA256.txt";

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_NistsPlaintexts_When_Encrypted_Expect_NistsCiphertexts(string name)
    {
        int cases = 0;
        foreach (IReadOnlyDictionary<string, string> test in ResponseFile.Read(Encryption, "Tag"))
        {
            using Aes256Gcm cipher = SymmetricUnderTest.Of(name).CreateAes256Gcm(test.Hex("Key"));
            byte[] plaintext = test.Hex("PT"), ciphertext = new byte[plaintext.Length], tag = new byte[16];
            cipher.Encrypt(test.Hex("IV"), plaintext, ciphertext, tag, test.Hex("AAD"));
            Assert.Equal(test["CT"] + test["Tag"], Convert.ToHexStringLower([.. ciphertext, .. tag]));
            cases++;
        }

        Ran(Encryption, name, cases, 375);
    }

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_NistsCiphertextsGoodAndModified_When_Decrypted_Expect_NistsVerdict(string name)
    {
        int cases = 0, refused = 0;
        foreach (IReadOnlyDictionary<string, string> test in ResponseFile.Read(Decryption, "Tag"))
        {
            using Aes256Gcm cipher = SymmetricUnderTest.Of(name).CreateAes256Gcm(test.Hex("Key"));
            byte[] ciphertext = test.Hex("CT"), plaintext = new byte[ciphertext.Length];
            plaintext.AsSpan().Fill(1);
            void Decrypt() => cipher.Decrypt(test.Hex("IV"), ciphertext, test.Hex("Tag"), plaintext, test.Hex("AAD"));
            if (test.ContainsKey("FAIL"))
            {
                Assert.Throws<AuthenticationTagMismatchException>(Decrypt);
                Assert.False(plaintext.AsSpan().ContainsAnyExcept((byte)0));
                refused++;
            }
            else
            {
                Decrypt();
                Assert.Equal(test["PT"], Convert.ToHexStringLower(plaintext));
            }

            cases++;
        }

        Assert.Equal(191, refused);
        Ran(Decryption, name, cases, 375);
    }

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_TheMessagesOfRfc4231_When_Authenticated_Expect_ItsMacs(string name)
    {
        int cases = 0;
        foreach (IReadOnlyDictionary<string, string> test in ResponseFile.Read(Hmac, "MD"))
        {
            byte[] mac = new byte[32];
            SymmetricUnderTest.Of(name).HmacSha256(test.Hex("Key"), test.Hex("Msg"), mac);
            Assert.Equal(test["MD"], Convert.ToHexStringLower(mac));
            cases++;
        }

        Ran(Hmac, name, cases, 6);
    }

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_TheSecretsOfRfc5869_When_ExtractedAndExpanded_Expect_ItsKeys(string name)
    {
        SymmetricCryptography symmetric = SymmetricUnderTest.Of(name);
        int cases = 0;
        foreach (IReadOnlyDictionary<string, string> test in ResponseFile.Read(Hkdf, "OKM"))
        {
            byte[] prk = new byte[32], key = new byte[int.Parse(test["L"], CultureInfo.InvariantCulture)];
            symmetric.HkdfExtract(HashAlgorithmName.SHA256, test.Hex("IKM"), test.Hex("salt"), prk);
            symmetric.HkdfExpand(HashAlgorithmName.SHA256, prk, key, test.Hex("info"));
            Assert.Equal(test["PRK"] + test["OKM"], Convert.ToHexStringLower([.. prk, .. key]));
            byte[] one = new byte[32], two = new byte[31], three = new byte[1];
            byte[] info = test.Hex("info");
            symmetric.HkdfExpand(HashAlgorithmName.SHA256, prk, new(one, info), new(two, info), new(three, info));
            Assert.All([one, two, three], start => Assert.StartsWith(Convert.ToHexStringLower(start), test["OKM"], StringComparison.Ordinal));
            cases++;
        }

        Ran(Hkdf, name, cases, 3);
    }

    private void Ran(string file, string name, int cases, int expected)
    {
        output.WriteLine($"{file} all on {name}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
