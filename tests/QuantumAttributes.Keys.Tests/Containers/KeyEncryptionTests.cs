using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests;

public sealed class KeyEncryptionTests
{
    private static readonly byte[] _secret = [1, 2, 3];
    private static readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    private static KeyDescription Key { get; } = new KeyDescription
    {
        Id = KeyId.Parse("00112233445566778899aabbccddeeff"),
        Slot = KeyPurpose.Signing,
        Algorithm = "ML-DSA-65",
        Generation = 1,
        Revision = 1,
        State = KeyState.Active,
        Changed = DateTimeOffset.UnixEpoch,
        Created = DateTimeOffset.UnixEpoch,
        Activation = DateTimeOffset.UnixEpoch,
        ActiveUntil = DateTimeOffset.UnixEpoch,
        PublicKey = default,
        AuditSequence = 1,
    };

    // Each drew parameters of its own before it knew of the other. Once they sealed one another's keys anew for ever.
    [Fact]
    public void Given_TwoThatBeganAtOnce_When_EachOpensTheOthersKey_Expect_BothPresentlyProtected()
    {
        using FixedProtection protection = new(1);
        using KeyEncryption one = new(protection, [], _random), other = new(protection, [], _random);
        byte[] ofOne = one.Seal(Key, _secret), ofOther = other.Seal(Key, _secret);
        Assert.NotEqual(ParametersOf(ofOne), ParametersOf(ofOther));

        Assert.True(IsPresent(one, ofOther));
        Assert.True(IsPresent(other, ofOne));
    }

    [Fact]
    public void Given_ARing_When_ItsKeysWereRead_Expect_NewOnesUnderTheSameParameters()
    {
        using FixedProtection protection = new(1);
        using KeyEncryption one = new(protection, [], _random), other = new(protection, [], _random);
        byte[] ofOne = one.Seal(Key, _secret);
        Assert.True(IsPresent(other, ofOne));

        Assert.Equal(ParametersOf(ofOne), ParametersOf(other.Seal(Key, _secret)));
    }

    [Fact]
    public void Given_AFormerProtection_When_ItsKeyIsOpened_Expect_NotPresentlyProtected()
    {
        using FixedProtection former = new(1), present = new(2);
        using KeyEncryption before = new(former, [], _random), after = new(present, [former], _random);

        Assert.False(IsPresent(after, before.Seal(Key, _secret)));
    }

    [Fact]
    public void Given_Disposed_When_Used_Expect_ObjectDisposedException()
    {
        using FixedProtection protection = new(1);
        KeyEncryption encryption = new(protection, [], _random);
        byte[] container = encryption.Seal(Key, _secret);
        encryption.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encryption.Seal(Key, _secret));
        Assert.Throws<ObjectDisposedException>(() => encryption.Open(container));
    }

    [Fact]
    public void Given_AnotherKindOfProtection_When_Opened_Expect_TheMessageNamesBoth()
    {
        byte[] container = KeyContainer.Seal(
            new ContainerHeader(Key, KeyProtectionKind.Passphrase, default, new byte[ContainerHeader.SaltSize]), _secret, new byte[32]);
        using FixedProtection protection = new(1);
        using KeyEncryption encryption = new(protection, [], _random);

        string message = Assert.Throws<KeyProtectionException>(() => encryption.Open(container)).Message;
        Assert.Contains("Passphrase", message, StringComparison.Ordinal);
        Assert.Contains("Secret", message, StringComparison.Ordinal);
    }

    private static byte[] ParametersOf(byte[] container) => KeyContainer.ReadHeader(container).Parameters.ToArray();

    private static bool IsPresent(KeyEncryption encryption, byte[] container)
    {
        (_, SecretBytes secret, bool isPresent) = encryption.Open(container);
        using (secret)
            Assert.Equal(_secret, secret.Span.ToArray());
        return isPresent;
    }
}
