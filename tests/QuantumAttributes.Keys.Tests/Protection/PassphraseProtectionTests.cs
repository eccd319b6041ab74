using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public sealed class PassphraseProtectionTests : IDisposable
{
    private static readonly Argon2Cost _cheap = new(memory: 64, iterations: 2, lanes: 2);

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Given_NoCost_When_ParametersAreMade_Expect_TheRfcsChoiceAndTheSalt()
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        using PassphraseProtection protection = new("passphrase");

        byte[] parameters = protection.CreateParameters(new ReplayedRandom(salt));

        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 3, 4, .. salt], parameters);
        Assert.True(protection.IsCurrent(parameters));
        Assert.Equal(KeyProtectionKind.Passphrase, protection.Kind);
    }

    [Fact]
    public void Given_OnePassphrase_When_TwoDerive_Expect_OneKey()
    {
        using PassphraseProtection one = new("passphrase", _cheap), other = new("passphrase");
        byte[] parameters = one.CreateParameters(RandomNumberGenerator.Create());

        Assert.Equal(Derive(one, parameters), Derive(other, parameters));
    }

    [Theory]
    [InlineData("passphras")]
    [InlineData("passphrase ")]
    [InlineData("Passphrase")]
    [InlineData("passphrase\n")]
    public void Given_AnotherPassphrase_When_Derived_Expect_AnotherKey(string passphrase)
    {
        using PassphraseProtection one = new("passphrase", _cheap), other = new(passphrase);
        byte[] parameters = one.CreateParameters(RandomNumberGenerator.Create());

        Assert.NotEqual(Derive(one, parameters), Derive(other, parameters));
    }

    [Fact]
    public void Given_NfcAndNfd_When_Derived_Expect_TwoKeys()
    {
        using PassphraseProtection composed = new("\u00fc", _cheap), decomposed = new("u\u0308");
        byte[] parameters = composed.CreateParameters(RandomNumberGenerator.Create());

        Assert.NotEqual(Derive(composed, parameters), Derive(decomposed, parameters));
    }

    [Fact]
    public void Given_AnotherSalt_When_Derived_Expect_AnotherKey()
    {
        using PassphraseProtection protection = new("passphrase", _cheap);
        using RandomNumberGenerator random = RandomNumberGenerator.Create();

        Assert.NotEqual(Derive(protection, protection.CreateParameters(random)), Derive(protection, protection.CreateParameters(random)));
    }

    [Fact]
    public void Given_AnEmptyPassphrase_When_Taken_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => new PassphraseProtection(""));

    [Theory]
    [InlineData(0xd800)]
    [InlineData(0xdc00)]
    public void Given_HalfACharacter_When_Taken_Expect_ArgumentExceptionWithoutThePassphrase(int half)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new PassphraseProtection($"geheim{(char)half}"));

        Assert.DoesNotContain("geheim", e.ToString(), StringComparison.Ordinal);
        Assert.Null(e.InnerException);
    }

    // Were anything derived first, most of these would take gigabytes or minutes.
    [Theory]
    [InlineData(15u, 1u, 2)]
    [InlineData(0u, 1u, 1)]
    [InlineData(1024 * 1024 + 1u, 1u, 1)]
    [InlineData(uint.MaxValue, 1u, 1)]
    [InlineData(0x8000_0040u, 1u, 1)]
    [InlineData(64u, 0u, 1)]
    [InlineData(1024 * 1024u, 33u, 1)]
    [InlineData(64u, uint.MaxValue, 1)]
    [InlineData(64u, 0x8000_0001u, 1)]
    [InlineData(64u, 1u, 0)]
    [InlineData(1024 * 1024u, 32u, 17)]
    [InlineData(64u, 1u, 255)]
    public void Given_ParametersOutOfBounds_When_Used_Expect_ARefusalAndNoKey(uint memory, uint iterations, byte lanes)
    {
        using PassphraseProtection protection = new("passphrase", _cheap);
        byte[] parameters =
        [
            (byte)(memory >> 24), (byte)(memory >> 16), (byte)(memory >> 8), (byte)memory,
            (byte)(iterations >> 24), (byte)(iterations >> 16), (byte)(iterations >> 8), (byte)iterations, lanes, .. new byte[16],
        ];
        byte[] key = [.. Enumerable.Repeat((byte)0xaa, 32)];

        Assert.Throws<KeyProtectionException>(() => protection.DeriveKey(parameters, key));
        Assert.Equal(new byte[32], key);
        Assert.Throws<KeyProtectionException>(() => protection.IsCurrent(parameters));
    }

    [Fact]
    public void Given_ParametersOfAnotherLength_When_Used_Expect_KeyProtectionException()
    {
        using PassphraseProtection protection = new("passphrase", _cheap);
        byte[] parameters = [.. protection.CreateParameters(RandomNumberGenerator.Create()), 0];
        for (int length = 0; length <= parameters.Length; length++)
        {
            if (length != 25)
                Assert.Throws<KeyProtectionException>(() => Derive(protection, parameters[..length]));
        }
    }

    [Theory]
    [InlineData(64, 2, 2, true)]
    [InlineData(128, 3, 1, true)]
    [InlineData(63, 3, 1, false)]
    [InlineData(128, 1, 1, false)]
    [InlineData(128, 3, 3, false)]
    public void Given_ParametersOfAnotherCost_When_Asked_Expect_ThemCurrentWhereNoCheaper(
        int memory, int iterations, int lanes, bool current)
    {
        using PassphraseProtection now = new("passphrase", _cheap), then = new("passphrase", new(memory, iterations, lanes));

        Assert.Equal(current, now.IsCurrent(then.CreateParameters(RandomNumberGenerator.Create())));
    }

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(1024 * 1024, 32, 16)]
    public void Given_ACostAtItsBounds_When_Made_Expect_ItTaken(int memory, int iterations, int lanes)
    {
        Argon2Cost cost = new(memory, iterations, lanes);

        Assert.Equal((memory, iterations, lanes), (cost.Memory, cost.Iterations, cost.Lanes));
    }

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(1024 * 1024 + 1, 1, 1)]
    [InlineData(64, 0, 1)]
    [InlineData(64, 33, 1)]
    [InlineData(64, 1, 0)]
    [InlineData(1024, 1, 17)]
    public void Given_ACostOutOfBounds_When_Made_Expect_ArgumentOutOfRangeException(int memory, int iterations, int lanes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Argon2Cost(memory, iterations, lanes));

    [Theory]
    [InlineData("passphrase", "passphrase")]
    [InlineData("passphrase\n", "passphrase")]
    [InlineData("passphrase\r\n", "passphrase")]
    [InlineData("passphrase\n\n", "passphrase\n")]
    [InlineData(" passphrase\t", " passphrase\t")]
    [InlineData("Grüße\n", "Grüße")]
    public void Given_AFile_When_Read_Expect_AllButOneLineEnd(string content, string passphrase)
    {
        Put(Encoding.UTF8.GetBytes(content));
        using PassphraseProtection file = PassphraseProtection.FromFile(_temporary.Keys, _cheap), expected = new(passphrase);
        byte[] parameters = file.CreateParameters(RandomNumberGenerator.Create());

        Assert.Equal(Derive(expected, parameters), Derive(file, parameters));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0a")]
    [InlineData("0d0a")]
    [InlineData("efbbbf61")] // a byte order mark
    [InlineData("ff61")] // no UTF-8
    [InlineData("eda080")] // UTF-8 of half a character
    public void Given_AFileWithoutPassphrase_When_Read_Expect_KeyProtectionException(string content)
    {
        Put(Convert.FromHexString(content));

        Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(_temporary.Keys));
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Given_ALongFile_When_Read_Expect_4096BytesTaken(int size, bool taken)
    {
        Put([.. Enumerable.Repeat((byte)'a', size)]);

        if (taken)
            PassphraseProtection.FromFile(_temporary.Keys).Dispose();
        else
            Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(_temporary.Keys));
    }

    [Fact]
    public void Given_APassphrase_When_Disposed_Expect_ItWipedAndNoKeyMore()
    {
        PassphraseProtection protection = new("passphrase", _cheap);
        byte[] parameters = protection.CreateParameters(RandomNumberGenerator.Create());

        Buffers.ExpectWiped(protection, "passphrase"u8.ToArray());

        Assert.Throws<ObjectDisposedException>(() => Derive(protection, parameters));
        protection.Dispose();
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_ABufferOfAnotherLength_When_Derived_Expect_ArgumentException(int length)
    {
        using PassphraseProtection protection = new("passphrase", _cheap);
        byte[] parameters = protection.CreateParameters(RandomNumberGenerator.Create());

        Assert.Throws<ArgumentException>(() => protection.DeriveKey(parameters, new byte[length]));
    }

    [Fact]
    public void Given_APassphrase_When_Shown_Expect_ItsKindOnly()
    {
        using PassphraseProtection protection = new("passphrase");

        Assert.Equal("Passphrase", protection.ToString());
    }

    private static byte[] Derive(PassphraseProtection protection, byte[] parameters)
    {
        var key = new byte[KeyProtection.KeySize];
        protection.DeriveKey(parameters, key);
        return key;
    }

    private void Put(byte[] content)
    {
        File.WriteAllBytes(_temporary.Keys, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_temporary.Keys, UnixFileMode.UserRead);
    }
}
