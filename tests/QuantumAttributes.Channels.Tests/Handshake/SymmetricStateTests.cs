using System.Security.Cryptography;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Handshake;

public class SymmetricStateTests
{
    [Fact]
    public void Given_NoKeyYet_When_Encrypting_Expect_InvalidOperationException()
    {
        using var state = new SymmetricState(ChannelSuite.MLKem768X25519, ProviderSet.Default.Symmetric);

        Assert.Throws<InvalidOperationException>(() => state.EncryptAndHash([1], new byte[17]));
    }

    [Fact]
    public void Given_TheSamePlaintextTwice_When_Encrypted_Expect_AnotherNonce()
    {
        using SymmetricState sender = Keyed(), receiver = Keyed();
        byte[] first = new byte[17], second = new byte[17], plaintext = new byte[1];
        sender.EncryptAndHash([5], first);
        sender.EncryptAndHash([5], second);
        receiver.DecryptAndHash(first, plaintext);

        receiver.DecryptAndHash(second, plaintext);

        Assert.Equal(5, plaintext[0]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Given_AnotherTranscript_When_Decrypting_Expect_AuthenticationTagMismatch()
    {
        using SymmetricState sender = Keyed(), receiver = Keyed();
        var ciphertext = new byte[17];
        sender.EncryptAndHash([5], ciphertext);
        receiver.MixHash([1]);

        Assert.Throws<AuthenticationTagMismatchException>(() => receiver.DecryptAndHash(ciphertext, new byte[1]));
    }

    [Fact]
    public void Given_ItIsDisposed_When_Encrypting_Expect_NoKeyToDoItWith()
    {
        SymmetricState state = Keyed();
        state.Dispose();

        Assert.Throws<InvalidOperationException>(() => state.EncryptAndHash([1], new byte[17]));
    }

    private static SymmetricState Keyed()
    {
        var state = new SymmetricState(ChannelSuite.MLKem768X25519, ProviderSet.Default.Symmetric);
        state.MixKey(new byte[32]);
        return state;
    }
}
