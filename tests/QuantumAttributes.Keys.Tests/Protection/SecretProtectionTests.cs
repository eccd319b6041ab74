using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public sealed class SecretProtectionTests : IDisposable
{
    private static readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    private readonly TemporaryDirectory _temporary = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public void Dispose() => _temporary.Dispose();

    // HKDF-Expand of one block is one HMAC of info and a one (RFC 5869, section 2.3).
    [Fact]
    public void Given_ASecret_When_Derived_Expect_IdAndKeyByHkdfExpand()
    {
        using SecretProtection protection = new(_secret);
        byte[] parameters = protection.CreateParameters(_random);

        Assert.Equal(HMACSHA256.HashData(_secret, "qa1 kek id\u0001"u8)[..8], parameters);
        Assert.Equal(HMACSHA256.HashData(_secret, "qa1 kek\u0001"u8), Derive(protection, parameters));
        Assert.Equal(KeyProtectionKind.Secret, protection.Kind);
        Assert.True(protection.IsCurrent(parameters));
    }

    [Fact]
    public void Given_AnotherSecret_When_Derived_Expect_ItToldAndNoKey()
    {
        using SecretProtection protection = new(_secret), other = SecretProtection.Generate(_random);
        byte[] key = [.. Enumerable.Repeat((byte)0xaa, 32)];

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => other.DeriveKey(protection.CreateParameters(_random), key));
        Assert.Contains("another secret", e.Message, StringComparison.Ordinal);
        Assert.Equal(new byte[32], key);
    }

    [Fact]
    public void Given_ParametersWithABitFlippedOrOfAnotherLength_When_Derived_Expect_KeyProtectionException()
    {
        using SecretProtection protection = new(_secret);
        byte[] parameters = protection.CreateParameters(_random);
        for (int bit = 0; bit < 64; bit++)
        {
            byte[] flipped = [.. parameters];
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.Throws<KeyProtectionException>(() => Derive(protection, flipped));
        }

        for (int length = 0; length < 8; length++)
            Assert.Throws<KeyProtectionException>(() => Derive(protection, parameters[..length]));
        Assert.Throws<KeyProtectionException>(() => Derive(protection, [.. parameters, 0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_ASecretOfAnotherLength_When_Taken_Expect_ArgumentException(int length) =>
        Assert.Throws<ArgumentException>(() => new SecretProtection(new byte[length]));

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_ABufferOfAnotherLength_When_Derived_Expect_ArgumentException(int length)
    {
        using SecretProtection protection = new(_secret);

        Assert.Throws<ArgumentException>(() => protection.DeriveKey(protection.CreateParameters(_random), new byte[length]));
    }

    [Fact]
    public void Given_Randomness_When_Generated_Expect_ItAsTheSecret()
    {
        using SecretProtection generated = SecretProtection.Generate(new ReplayedRandom(_secret)), expected = new(_secret);

        ExpectSame(expected, generated);
    }

    [Fact]
    public void Given_NoRandomness_When_Generated_Expect_ItsExceptionAndNoFile()
    {
        Assert.Throws<CryptographicException>(() => SecretProtection.Generate(new ReplayedRandom([])));
        Assert.Throws<CryptographicException>(() => SecretProtection.CreateFile(_temporary.Keys, new ReplayedRandom([])));
        Assert.False(File.Exists(_temporary.Keys));
    }

    [Fact]
    public void Given_ANewKeyFile_When_Read_Expect_OneLineOfBase64AndItsSecret()
    {
        SecretProtection.CreateFile(_temporary.Keys, new ReplayedRandom(_secret));

        Assert.Equal(Convert.ToBase64String(_secret) + "\n", File.ReadAllText(_temporary.Keys));
        using SecretProtection file = SecretProtection.FromFile(_temporary.Keys), expected = new(_secret);
        ExpectSame(expected, file);
    }

    [Fact]
    public void Given_AKeyFile_When_AnotherIsCreatedInItsPlace_Expect_ARefusalAndTheFirst()
    {
        SecretProtection.CreateFile(_temporary.Keys, _random);
        string first = File.ReadAllText(_temporary.Keys);

        Assert.Throws<KeyProtectionException>(() => SecretProtection.CreateFile(_temporary.Keys, _random));
        Assert.Equal(first, File.ReadAllText(_temporary.Keys));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{0}=")]
    [InlineData(" {0}")]
    [InlineData("{0} ")]
    [InlineData("{0}\n\n")]
    [InlineData("{0}\n{0}\n")]
    [InlineData("AA{0}")]
    public void Given_SomethingElseInTheFile_When_Read_Expect_KeyProtectionExceptionWithoutIt(string format)
    {
        string secret = Convert.ToBase64String(_secret);
        Put(format.Replace("{0}", secret, StringComparison.Ordinal));

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => SecretProtection.FromFile(_temporary.Keys));
        Assert.DoesNotContain(secret[..8], e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AKeyFileCutShort_When_Read_Expect_KeyProtectionException()
    {
        string secret = Convert.ToBase64String(_secret);
        for (int length = 0; length < secret.Length; length++)
        {
            Put(secret[..length]);
            Assert.Throws<KeyProtectionException>(() => SecretProtection.FromFile(_temporary.Keys));
        }
    }

    [Fact]
    public void Given_AVariable_When_Read_Expect_ItsSecret()
    {
        string variable = $"QUANTUM_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, Convert.ToBase64String(_secret));
        using SecretProtection environment = SecretProtection.FromEnvironment(variable), expected = new(_secret);
        Environment.SetEnvironmentVariable(variable, null);

        ExpectSame(expected, environment);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("geheim")]
    [InlineData("geheimAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAü=")]
    public void Given_NoSecretInTheVariable_When_Read_Expect_KeyProtectionExceptionWithItsNameOnly(string? value)
    {
        string variable = $"QUANTUM_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, value);

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => SecretProtection.FromEnvironment(variable));
        Environment.SetEnvironmentVariable(variable, null);
        Assert.Contains(variable, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_SharesOfASecret_When_Combined_Expect_TheSameProtection()
    {
        using SecretProtection protection = new(_secret);
        KeyShare[] shares = protection.Split(2, 3, _random);

        using SecretProtection recovered = SecretProtection.FromShares(shares[1..]);

        ExpectSame(protection, recovered);
        Assert.All(shares, share => Assert.Equal(Convert.ToHexStringLower(protection.CreateParameters(_random)), share.SetId));
    }

    [Fact]
    public void Given_ASecret_When_Disposed_Expect_ItWipedAndNothingMore()
    {
        SecretProtection protection = new(_secret);
        byte[] parameters = protection.CreateParameters(_random);

        Buffers.ExpectWiped(protection, _secret);

        Assert.Throws<ObjectDisposedException>(() => Derive(protection, parameters));
        Assert.Throws<ObjectDisposedException>(() => protection.CreateParameters(_random));
        Assert.Throws<ObjectDisposedException>(() => protection.Split(2, 3, _random));
        protection.Dispose();
    }

    // A key that came of a secret half wiped would seal containers that nobody opens again.
    [Fact]
    public async Task Given_ADisposalMeanwhile_When_Derived_Expect_TheKeyOrNone()
    {
        for (int round = 0; round < 200; round++)
        {
            SecretProtection protection = new(_secret);
            byte[] parameters = protection.CreateParameters(_random), expected = Derive(protection, parameters);
            Task disposal = Task.Run(protection.Dispose);
            try
            {
                Assert.Equal(expected, Derive(protection, parameters));
            }
            catch (ObjectDisposedException)
            {
                // Disposal was first.
            }

            await disposal;
        }
    }

    private static void ExpectSame(SecretProtection expected, SecretProtection actual)
    {
        byte[] parameters = expected.CreateParameters(_random);
        Assert.Equal(Derive(expected, parameters), Derive(actual, parameters));
    }

    private static byte[] Derive(SecretProtection protection, byte[] parameters)
    {
        var key = new byte[KeyProtection.KeySize];
        protection.DeriveKey(parameters, key);
        return key;
    }

    private void Put(string content)
    {
        File.Delete(_temporary.Keys);
        SecretFile.Create(_temporary.Keys, Encoding.UTF8.GetBytes(content));
    }
}
